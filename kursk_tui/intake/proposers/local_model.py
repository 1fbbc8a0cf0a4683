"""An example of a proposer: asks a language model behind a local OpenAI-compatible server.

    kursk-tui -d mine.json import article.txt --with \\
        "python3 -m kursk_tui.intake.proposers.local_model --url http://localhost:8080/v1"

It needs the standard library alone, and nothing of kursk-tui: copy it and change it. What the
model invents does not get far: whatever does not stand in its paragraph word for word is refused.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
import urllib.request
from collections.abc import Iterator, Sequence
from typing import Any

# So many characters go with one question: a small model loses sight of more.
BATCH = 3_000
ASKED = """\
You find figures in a news text: how many people or things are counted, measured or expected.
Answer with JSON alone: {"proposals": [...]}. Each proposal is an object with
"paragraph": the number of the paragraph, as given;
"written": the phrase with the number, copied letter by letter, with its hedge ("at least 300");
"measure": what is counted, the id of one of the measures given, else null;
"speaker": the words for who says it, copied letter by letter, else null;
"as_of": the words for when it was so, copied letter by letter, else null;
"population": the id of one of the populations given, else null.
Leave out ages, years, distances, addresses and whatever counts nothing. Copy; never reword."""


def main(words: Sequence[str] | None = None) -> int:
    """Read the request from standard input, ask the model, answer on standard output."""
    parser = argparse.ArgumentParser(description="propose figures by a local language model")
    parser.add_argument("--url", default="http://localhost:8080/v1", help="of the server")
    parser.add_argument("--model", default="local", help="the name of the model")
    parser.add_argument("--timeout", type=float, default=120.0, help="seconds for one answer")
    arguments = parser.parse_args(words)
    request = json.load(sys.stdin)
    proposals: list[Any] = []
    for batch in batches(request["paragraphs"]):
        given = {
            "measures": request["measures"],
            "populations": request["populations"],
            "paragraphs": batch,
        }
        try:
            answer = ask(arguments.url, arguments.model, given, arguments.timeout)
        except (OSError, ValueError, KeyError, IndexError, TypeError) as error:
            sys.exit(f"{arguments.url}: {type(error).__name__}: {error}")
        proposals += answer
    json.dump({"proposer": arguments.model, "proposals": proposals}, sys.stdout)
    return 0


def batches(paragraphs: Sequence[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    """The paragraphs in groups that fit one question."""
    batch: list[dict[str, Any]] = []
    size = 0
    for paragraph in paragraphs:
        if batch and size + len(paragraph["text"]) > BATCH:
            yield batch
            batch, size = [], 0
        batch.append(paragraph)
        size += len(paragraph["text"])
    if batch:
        yield batch


def ask(url: str, model: str, given: dict[str, Any], timeout: float) -> list[Any]:
    """One question to the server: what its model proposes, an empty list where that is no JSON."""
    if not url.startswith(("http://", "https://")):
        raise ValueError("give an address that begins with http:// or https://")
    body = {
        "model": model,
        "temperature": 0,
        "messages": [
            {"role": "system", "content": ASKED},
            {"role": "user", "content": json.dumps(given, ensure_ascii=False)},
        ],
    }
    headers = {"Content-Type": "application/json"}
    key = os.environ.get("OPENAI_API_KEY")
    if key:
        headers["Authorization"] = f"Bearer {key}"
    request = urllib.request.Request(  # noqa: S310 - checked above
        f"{url.rstrip('/')}/chat/completions", json.dumps(body).encode(), headers
    )
    with urllib.request.urlopen(request, timeout=timeout) as response:  # noqa: S310
        content = json.load(response)["choices"][0]["message"]["content"]
    # Models like to put a fence around JSON, and a sentence before it.
    found = re.search(r"\{.*\}", content, re.DOTALL)
    try:
        answer = json.loads(found.group()) if found else {}
    except ValueError:
        return []
    proposals = answer.get("proposals")
    return proposals if isinstance(proposals, list) else []


if __name__ == "__main__":
    sys.exit(main())
