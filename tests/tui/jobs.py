"""A shell that knows nothing but jobs: `python -m tests.tui.jobs COMMAND` in a terminal.

It runs the command in the foreground, says `STOPPED` when it is stopped and `EXIT n` when it has
ended, and meanwhile takes lines: `fg` brings the job back, `bg` continues it in the background,
`size` tells the terminal's, `term` ends it as shells end a job that is stopped.
"""

from __future__ import annotations

import os
import signal
import sys

TERMINAL = 0


def _start(words: list[str], *, behind: bool) -> int:
    job = os.fork()
    if job == 0:
        os.setpgid(0, 0)
        if not behind:
            os.tcsetpgrp(TERMINAL, os.getpid())
        signal.signal(signal.SIGTTOU, signal.SIG_DFL)
        os.execvp(words[0], words)
    return job


def main(words: list[str]) -> int:
    """Run the job until it has ended."""
    # Taking the terminal back from the job is what a shell may do.
    signal.signal(signal.SIGTTOU, signal.SIG_IGN)
    job = _start(words[1:] if words[0] == "&" else words, behind=words[0] == "&")
    while True:
        _, status = os.waitpid(job, os.WUNTRACED)
        os.tcsetpgrp(TERMINAL, os.getpid())
        if not os.WIFSTOPPED(status):
            print(f"EXIT {os.waitstatus_to_exitcode(status)}", flush=True)
            return 0
        print("STOPPED", flush=True)
        line = sys.stdin.readline().strip()
        if line == "fg":
            os.tcsetpgrp(TERMINAL, job)
        elif line == "term":
            os.killpg(job, signal.SIGTERM)
        os.killpg(job, signal.SIGCONT)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
