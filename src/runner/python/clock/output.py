"""Standard output and error that remember which task printed which bytes, and when."""

import io
import os
import sys
from _thread import get_ident
from asyncio import events, tasks
from collections import deque

from .clock import clock, real_perf_ns
from .scheduler import scheduler
from .tracer import tracer


# So many writes in a row, each this soon after the one before it, and it is a flood.
_FLOOD_WRITES = 2_000
_SOON_NS = 1_000_000
_HELD_BYTES = 8_192


class NotedFile(io.FileIO):
    """
    The file under `sys.stdout`: notes every write. Each goes out at once, so that what was printed before a crash is
    there; only of a flood, a few kilobytes are held and written together, or a program that prints in a loop would spend
    its whole time on that. They go out when anything waits, when the other stream is written to, and every 20 ms.
    """

    def write(self, data, /):
        now = real_perf_ns()
        if now - self._wrote_at > _SOON_NS:
            self._in_a_row = 0
        self._wrote_at = now
        self._in_a_row += 1
        if self._in_a_row <= _FLOOD_WRITES:
            flush_held()
            return self._write_now(data)
        self._held.append(bytes(data))
        self._held_bytes += len(data)
        if self._held_bytes > _HELD_BYTES:
            self._write_held()
        return len(data)

    def flush(self):
        self._write_held()
        io.FileIO.flush(self)

    def _write_held(self):
        # The handler of a signal may come in between: it must not overtake.
        if self._is_writing or not self._held:
            return
        self._is_writing = True
        try:
            self._held_bytes = 0
            data = b"".join(self._held.popleft() for _ in range(len(self._held)))
            while data:
                data = data[self._write_now(data) :]
        finally:
            self._is_writing = False

    def _write_now(self, data):
        written = io.FileIO.write(self, data)
        if written:
            start = self._offset
            self._offset = start + written
            _note(self._stream, start, self._offset)
        return written


NotedFile.__name__ = NotedFile.__qualname__ = "FileIO"
NotedFile.__module__ = "_io"


_files = []


def flush_held():
    """Writes what is held of a flood. Called where a program pauses, too."""
    for file in _files:
        if file._held:
            file._write_held()


def note_streams():
    """Gives the interpreter streams that look like those it has, and note."""
    sys.stdout = sys.__stdout__ = _noted(sys.stdout, 1)
    sys.stderr = sys.__stderr__ = _noted(sys.stderr, 2)
    os.register_at_fork(before=flush_held)


def _noted(text, number):
    file = NotedFile(number, "wb", closefd=False)
    file.name = text.name
    file._stream = number
    file._offset = 0
    file._wrote_at = file._in_a_row = file._held_bytes = 0
    file._held = deque()
    file._is_writing = False
    _files.append(file)
    noted = io.TextIOWrapper(
        file,
        encoding=text.encoding,
        errors=text.errors,
        newline="\n",
        line_buffering=text.line_buffering,
        write_through=text.write_through,
    )
    noted.mode = "w"
    return noted


def _note(stream, start, end):
    record, thread = None, None
    if events._get_running_loop() is not None:
        task = tasks.current_task()
        record = None if task is None else getattr(task, "_studyloop_record", None)
    elif scheduler.active and not scheduler.is_main():
        strand = scheduler.by_ident.get(get_ident())
        thread = None if strand is None else strand.name
    tracer.trace.add_output(clock.now, None if record is None else record.id, thread, stream, start, end)
