"""What comes from the terminal, before it is taken apart into keys.

Textual takes an ESC within a paste for the start of a key, and then what follows for keys: whoever
pastes a text that holds one would have the rest of it carried out as commands. And bytes that are
no UTF-8, as from a line with noise or a terminal set to another encoding, would end the program.
"""

from __future__ import annotations

import re
from codecs import getincrementaldecoder

PASTE_START = "\x1b[200~"
PASTE_END = "\x1b[201~"

# Line breaks and tabs are the paste's own business; all else of this kind steers terminals.
_STEERING = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


class Keyboard:
    """The bytes of one terminal, one read after another, as text that is safe to take apart."""

    def __init__(self) -> None:
        self._decode = getincrementaldecoder("utf-8")("replace").decode
        self._is_pasting = False
        # Outside a paste the end of what was passed on, within one what may begin its end.
        self._tail = ""

    def text(self, raw: bytes) -> str:
        """Return what is to be passed on of some bytes; empty while a character is not whole.

        U+FFFD stands for bytes that are no text. Within a paste no character that steers a
        terminal is left; a paste ends where the terminal says so, and nowhere else.
        """
        return "".join(self._guarded(self._decode(raw)))

    def _guarded(self, text: str) -> list[str]:
        passed: list[str] = []
        while text:
            mark = PASTE_END if self._is_pasting else PASTE_START
            joined = self._tail + text
            at = joined.find(mark)
            if at < 0:
                passed.append(self._held(joined) if self._is_pasting else self._seen(joined, text))
                break
            until = at + len(mark)
            if self._is_pasting:
                passed += (_STEERING.sub("", joined[:at]), mark)
            else:
                # A key is passed on at once, also where it may turn out to begin the mark.
                passed.append(joined[len(self._tail) : until])
            self._is_pasting, self._tail, text = not self._is_pasting, "", joined[until:]
        return passed

    def _seen(self, joined: str, text: str) -> str:
        self._tail = joined[-(len(PASTE_START) - 1) :]
        return text

    def _held(self, joined: str) -> str:
        """Keep back what may be the first part of the end; pass on the rest."""
        most = min(len(PASTE_END) - 1, len(joined))
        held = next((n for n in range(most, 0, -1) if PASTE_END.startswith(joined[-n:])), 0)
        self._tail = joined[len(joined) - held :]
        return _STEERING.sub("", joined[: len(joined) - held])
