"""A small HTTP/1.1 server in the learner's process, whose answers the judge makes. One request for each connection."""

import asyncio

_MOST_BYTES = 1 << 16


class Server:
    """`answer(method, path, headers, body)` is awaited for each request; what it gives is (status, headers, body), or None to hang up."""

    def __init__(self, answer):
        self._answer = answer
        self._tasks = set()

    async def open(self):
        """Listens on loopback; answers the port."""
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0, limit=_MOST_BYTES)
        return self._server.sockets[0].getsockname()[1]

    def close(self):
        """Hangs up on everybody."""
        self._server.close()
        for task in self._tasks:
            task.cancel()

    async def _serve(self, reader, writer):
        task = asyncio.current_task()
        self._tasks.add(task)
        try:
            await self._answer_one(reader, writer)
        except (OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, asyncio.CancelledError, ValueError):
            pass
        finally:
            self._tasks.discard(task)
            writer.close()

    async def _answer_one(self, reader, writer):
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        first, *lines = head.strip().split("\r\n")
        method, path, _ = first.split(" ", 2)
        headers = {name.strip().lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
        body = await reader.readexactly(int(headers.get("content-length", 0)))
        given = await self._unless_gone(reader, self._answer(method, path, headers, body))
        if given is not None:
            writer.write(_packed(*given))
            await writer.drain()

    async def _unless_gone(self, reader, answer):
        """Who has hung up wants no answer any more; what makes it is cancelled then."""
        answering, leaving = asyncio.ensure_future(answer), asyncio.ensure_future(reader.read(1))
        try:
            await asyncio.wait([answering, leaving], return_when=asyncio.FIRST_COMPLETED)
            if not answering.done():
                answering.cancel()
                await asyncio.wait([answering])
            return None if answering.cancelled() else answering.result()
        finally:
            answering.cancel()
            leaving.cancel()


def _packed(status, headers, body):
    all_headers = {"content-length": len(body), "connection": "close", **headers}
    lines = [f"HTTP/1.1 {status} OK", *(f"{name}: {value}" for name, value in all_headers.items()), "", ""]
    return "\r\n".join(lines).encode("latin-1") + body
