"""What the network and a busy server do to a client, played by a server of our own on loopback."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import asterism
import numpy as np
import pytest
from asterism.blobs import fetch_array
from asterism.server import Server
from asterism.transport import Transport
from asterism.uploads import send_files

Answer = Callable[[BaseHTTPRequestHandler], None]


class Scripted:
    """Answers each request as `answers` says, one after the other."""

    def __init__(self, *answers: Answer) -> None:
        self.answers = list(answers)
        self.seen: list[tuple[str, str, dict[str, str], bytes]] = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def answer(self) -> None:
                body = self.rfile.read(int(self.headers.get("content-length") or 0))
                headers = {name.lower(): value for name, value in self.headers.items()}
                outer.seen.append((self.command, self.path, headers, body))
                outer.answers.pop(0)(self)

            do_GET = do_POST = do_PATCH = do_HEAD = answer

            def log_message(self, *_: object) -> None:
                pass

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.http.serve_forever, daemon=True).start()
        self.pauses: list[float] = []
        api = f"http://127.0.0.1:{self.http.server_port}/graphql"
        self.transport = Transport(Server(api, "secret"), sleep=self.pauses.append)


@pytest.fixture
def scripted() -> Iterator[Callable[..., Scripted]]:
    made: list[Scripted] = []

    def make(*answers: Answer) -> Scripted:
        made.append(Scripted(*answers))
        return made[-1]

    yield make
    for one in made:
        one.transport.close()
        one.http.shutdown()
        one.http.server_close()
        assert one.answers == []


def say(status: int, body: object = None, **headers: object) -> Answer:
    data = body if isinstance(body, bytes) else b"" if body is None else json.dumps(body).encode()

    def answer(request: BaseHTTPRequestHandler) -> None:
        request.send_response(status)
        for name, value in {"content-length": len(data), **headers}.items():
            request.send_header(name.replace("_", "-"), str(value))
        request.end_headers()
        request.wfile.write(data)

    return answer


def hang_up(request: BaseHTTPRequestHandler) -> None:
    """Takes the request and ends the connection without an answer."""
    request.close_connection = True


MUTATION = "mutation ($input: XInput!) { x(input: $input) { problems { code message path } } }"
GOOD = {"data": {"x": {"problems": []}}}


def test_a_mutation_is_sent_again_under_the_same_key(scripted: Callable[..., Scripted]) -> None:
    server = scripted(hang_up, say(503), say(409, retry_after=1), say(200, GOOD))
    server.transport.mutate(MUTATION, "x", {})
    keys = {headers["idempotency-key"] for _, _, headers, _ in server.seen}
    assert len(server.seen) == 4
    assert len(keys) == 1
    assert server.pauses == [0.5, 1.0, 1.0]
    assert server.seen[0][2]["authorization"] == "Bearer secret"


def test_a_rate_is_waited_for_as_long_as_it_says(scripted: Callable[..., Scripted]) -> None:
    server = scripted(say(429, retry_after=7), say(200, {"data": {"a": 1}}))
    assert server.transport.query("{ a }") == {"a": 1}
    assert server.pauses == [7.0]
    assert "idempotency-key" not in server.seen[0][2]


def test_a_server_that_stays_away_is_an_error_with_a_code() -> None:
    pauses: list[float] = []
    transport = Transport(Server("http://127.0.0.1:9/graphql", "x"), sleep=pauses.append)
    with pytest.raises(asterism.UnreachableError) as gone:
        transport.query("{ a }")
    assert gone.value.code == "UNREACHABLE"
    assert sum(pauses) == 15.5


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (say(200, {"data": None, "errors": [{"message": "No.", "extensions": {"code": "FORBIDDEN"}}]}), "FORBIDDEN"),
        (say(200, b"<html>"), "NOT_THE_API"),
        (say(200, {"data": {"x": {"problems": [{"code": "BAD", "message": "No.", "path": ["a"]}]}}}), "BAD"),
    ],
)
def test_refusals_have_the_code_of_the_server(scripted: Callable[..., Scripted], answer: Answer, code: str) -> None:
    with pytest.raises(asterism.AsterismError) as refused:
        scripted(answer).transport.mutate(MUTATION, "x", {})
    assert refused.value.code == code


def test_an_upload_whose_answer_was_lost_goes_on_where_the_server_is(
    scripted: Callable[..., Scripted], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("asterism.uploads.CHUNK_BYTES", 4)
    (tmp_path / "a.fits").write_bytes(b"0123456789")
    server = scripted(
        say(201, location="http://elsewhere/uploads/abc"),
        hang_up,  # The piece arrived, its answer did not.
        say(409, b"offset conflict"),
        say(200, upload_offset=4),
        say(204, upload_offset=8),
        say(204, upload_offset=10),
    )
    done: list[int] = []
    ids = send_files(server.transport, [tmp_path / "a.fits"], "/uploads", "demo", lambda: done.append(1))
    assert (ids, done) == (["abc"], [1])
    sent = [(m, h.get("upload-offset"), body) for m, path, h, body in server.seen if path == "/uploads/abc"]
    assert sent == [
        ("PATCH", "0", b"0123"),
        ("PATCH", "0", b"0123"),
        ("HEAD", None, b""),
        ("PATCH", "4", b"4567"),
        ("PATCH", "8", b"89"),
    ]


def test_arrays_have_their_type_and_shape_and_are_ones_own(scripted: Callable[..., Scripted]) -> None:
    data = bytes([1, 0, 0, 0, 2, 0, 0, 0])
    blob = {"url": "/blobs/x", "dtype": "int32", "shape": [2, 1], "sha256": hashlib.sha256(data).hexdigest()}
    server = scripted(hang_up, say(200, data), say(404, {"code": "NOT_FOUND", "message": "Not yours."}))
    found = fetch_array(server.transport, blob)
    assert (found.dtype, found.tolist()) == (np.int32, [[1], [2]])
    found[0] = 9
    with pytest.raises(asterism.RefusedError) as gone:
        fetch_array(server.transport, blob)
    assert gone.value.code == "NOT_FOUND"


def test_what_arrives_broken_is_not_taken(scripted: Callable[..., Scripted]) -> None:
    blob = {"url": "/blobs/x", "dtype": "uint8", "shape": [2], "sha256": "0" * 64}
    with pytest.raises(asterism.UnreachableError) as broken:
        fetch_array(scripted(say(200, b"no")).transport, blob)
    assert broken.value.code == "BROKEN_BLOB"
