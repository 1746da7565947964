"""An HTTP server for the learner's code, on loopback in its sandbox, whose answers are made by a test."""

from . import language
from .remote import Hold


class Request:
    """What was asked: `method`, `path` with its query, `headers` by lower-case names, `body` in bytes."""

    def __init__(self, method, path, headers, body):
        self.method = method
        self.path = path
        self.headers = headers
        self.body = body


class serve:
    """
    `async with serve(answer) as address:` — `await answer(request)` gives a text, bytes, a number (a status without a
    body), a pair of status and text, or None, which hangs up. It is cancelled when who asked has gone.
    """

    def __init__(self, answer):
        self._answer = answer

    async def __aenter__(self):
        async def answer(method, path, headers, body):
            return _response(await self._answer(Request(method, path, headers, body)))

        self._hold = Hold(language.world(), None)
        return f"http://127.0.0.1:{await self._hold.serve(answer)}"

    async def __aexit__(self, *_):
        await self._hold.leave(None)


def _response(given):
    if given is None:
        return None
    if isinstance(given, int):
        given = given, ""
    status, body = given if isinstance(given, tuple) else (200, given)
    return status, {"content-type": "text/plain; charset=utf-8"}, body.encode() if isinstance(body, str) else body
