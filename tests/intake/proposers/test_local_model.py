"""The example: a server that speaks as a local language model does, and what becomes of it."""

from __future__ import annotations

import io
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest

from kursk_tui.intake.proposers import local_model

REQUEST = {
    "paragraphs": [{"paragraph": 1, "text": "At least 40 boats sank."}],
    "measures": [{"id": "sunk", "name": "sunk", "unit": "boats", "basis": "cumulative"}],
    "populations": [],
}
PROPOSAL = {"paragraph": 1, "written": "At least 40", "measure": "sunk", "speaker": None}


class Server(HTTPServer):
    content = ""
    asked: list[Any] = []  # noqa: RUF012 - made anew for each server


class Handler(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        server = self.server
        assert isinstance(server, Server)
        length = int(self.headers["Content-Length"])
        server.asked.append((self.path, json.loads(self.rfile.read(length))))
        answer = {"choices": [{"message": {"content": server.content}}]}
        body = json.dumps(answer).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def server() -> Iterator[Server]:
    server = Server(("127.0.0.1", 0), Handler)
    server.asked = []
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()


def answered(
    server: Server, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Any:
    monkeypatch.setattr("sys.stdin", io.StringIO(json.dumps(REQUEST)))
    url = f"http://127.0.0.1:{server.server_port}/v1/"
    assert local_model.main(["--url", url, "--model", "small"]) == 0
    return json.loads(capsys.readouterr().out)


@pytest.mark.parametrize("around", ["{}", "Here it is:\n```json\n{}\n```"])
def test_what_the_model_says_is_handed_on(
    server: Server,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    around: str,
) -> None:
    server.content = around.replace("{}", json.dumps({"proposals": [PROPOSAL]}))
    found = answered(server, monkeypatch, capsys)
    assert found == {"proposer": "small", "proposals": [PROPOSAL]}
    ((path, body),) = server.asked
    assert (path, body["model"]) == ("/v1/chat/completions", "small")
    assert json.loads(body["messages"][1]["content"])["paragraphs"] == REQUEST["paragraphs"]


@pytest.mark.parametrize("content", ["I can't say.", "{broken", '{"proposals": 3}'])
def test_what_is_no_json_proposes_nothing(
    server: Server,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    content: str,
) -> None:
    server.content = content
    assert answered(server, monkeypatch, capsys)["proposals"] == []


def test_without_a_server_it_fails_in_a_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(json.dumps(REQUEST)))
    with pytest.raises(SystemExit, match=r"^http://127.0.0.1:1/v1: URLError"):
        local_model.main(["--url", "http://127.0.0.1:1/v1"])
    monkeypatch.setattr("sys.stdin", io.StringIO(json.dumps(REQUEST)))
    with pytest.raises(SystemExit, match="ValueError"):
        local_model.main(["--url", "file:///etc/passwd"])


def test_a_long_text_is_asked_about_in_parts() -> None:
    paragraphs = [{"paragraph": n, "text": "x" * 1_000} for n in range(1, 8)]
    parts = list(local_model.batches(paragraphs))
    assert [len(part) for part in parts] == [3, 3, 1]
    assert [p for part in parts for p in part] == paragraphs
