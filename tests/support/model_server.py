"""A server on loopback that speaks the wire formats of language models, as a script tells it."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Answer = Callable[["Handler", dict[str, Any]], None]


class Handler(BaseHTTPRequestHandler):
    """Answers each request by the server's script; remembers what was asked."""

    def do_POST(self) -> None:
        size = int(self.headers["Content-Length"])
        body = json.loads(self.rfile.read(size))
        server: Any = self.server
        with server.lock:
            number = len(server.asked)
            server.asked.append(body)
            server.headers_seen.append(dict(self.headers))
        server.script[min(number, len(server.script) - 1)](self, body)

    def log_message(self, *_: Any) -> None:
        pass

    def send(self, status: int, body: bytes, **headers: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def serving(*script: Answer) -> Iterator[Any]:
    """A server that gives these answers in order, the last one for ever after."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.script, server.asked, server.lock = script, [], threading.Lock()  # type: ignore[attr-defined] # the script of this server
    server.headers_seen = []  # type: ignore[attr-defined] # as above
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def address(server: Any) -> str:
    """Where it listens."""
    return f"http://127.0.0.1:{server.server_address[1]}"


def claude_says(
    text: str, *, sent: int = 100, written: int = 0, cached: int = 0, received: int = 50
) -> Answer:
    """A successful reply of the Messages API."""
    usage = {
        "input_tokens": sent,
        "cache_creation_input_tokens": written,
        "cache_read_input_tokens": cached,
        "output_tokens": received,
    }
    return claude_raw(
        {
            "id": "msg_1",
            "type": "message",
            "role": "assistant",
            "model": "claude-opus-5-5",
            "content": [{"type": "text", "text": text}],
            "stop_reason": "end_turn",
            "stop_sequence": None,
            "usage": usage,
        }
    )


def claude_raw(body: Any, status: int = 200) -> Answer:
    """Any body as JSON."""
    return lambda handler, _: handler.send(status, json.dumps(body).encode())


def claude_fails(status: int, kind: str, **headers: str) -> Answer:
    """An error of the Messages API."""
    body = {"type": "error", "error": {"type": kind, "message": f"this is {kind}"}}
    return lambda handler, _: handler.send(status, json.dumps(body).encode(), **headers)


def openai_says(text: str | None, *, prompt: int = 100, received: int = 50) -> Answer:
    """A successful reply of the chat protocol."""
    body = {
        "id": "c",
        "object": "chat.completion",
        "created": 1,
        "model": "local",
        "choices": [
            {
                "index": 0,
                "finish_reason": "stop",
                "message": {"role": "assistant", "content": text},
            }
        ],
        "usage": {
            "prompt_tokens": prompt,
            "completion_tokens": received,
            "total_tokens": prompt + received,
        },
    }
    return lambda handler, _: handler.send(200, json.dumps(body).encode())


def cut_off(handler: Handler, _: dict[str, Any]) -> None:
    """The connection ends in the middle of the reply."""
    handler.send_response(200)
    handler.send_header("Content-Type", "application/json")
    handler.send_header("Content-Length", "5000")
    handler.end_headers()
    handler.wfile.write(b'{"id": "msg_1", "type": "mess')
    handler.close_connection = True
