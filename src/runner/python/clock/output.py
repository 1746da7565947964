"""Standard output and error that remember which task printed which bytes, and when."""

import io
import sys
from _thread import get_ident
from asyncio import events, tasks

from .clock import clock
from .scheduler import scheduler
from .tracer import tracer


class NotedFile(io.FileIO):
    """The file under `sys.stdout`: notes every write."""

    def write(self, data, /):
        written = io.FileIO.write(self, data)
        if written:
            start = self._offset
            self._offset = start + written
            _note(self._stream, start, self._offset)
        return written


NotedFile.__name__ = NotedFile.__qualname__ = "FileIO"
NotedFile.__module__ = "_io"


def note_streams():
    """Gives the interpreter streams that look like those it has, and note."""
    sys.stdout = sys.__stdout__ = _noted(sys.stdout, 1)
    sys.stderr = sys.__stderr__ = _noted(sys.stderr, 2)


def _noted(text, number):
    file = NotedFile(number, "wb", closefd=False)
    file.name = text.name
    file._stream = number
    file._offset = 0
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
