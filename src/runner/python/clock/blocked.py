"""Threads that wait, and loops that cannot go on because their thread waits or works."""

import threading
from _thread import get_ident
from asyncio import events

from .clock import clock
from .learner_frames import caller, learner_frame
from .trace import BAND_MIN_NS
from .tracer import tracer
from .waits import thread_wait


def note_park(strand, wait, began):
    """A thread has waited on the virtual clock."""
    loop = events._get_running_loop() if get_ident() == strand.ident else None
    if loop is not None and wait.subject is getattr(loop, "_selector", None):
        return
    kind, label, _subject, frame = thread_wait(wait, caller())
    if wait.kind == "sleep":
        label = f"time.sleep({wait.subject:g})"
    _note_wait(strand.name, kind, label, frame, began)


def note_real_sleep(seconds, began):
    """A thread has slept on the real clock."""
    label = f"time.sleep({seconds:g})"
    _note_wait(threading.current_thread().name, "sleep", label, learner_frame(caller()), began)


def _note_wait(thread_name, kind, label, frame, began):
    """A span of the thread's lane, or, on a thread whose loop should be running, a blocked band."""
    now = clock.now
    line = None if frame is None else frame.f_lineno
    if events._get_running_loop() is not None:
        if now - began >= BAND_MIN_NS:
            tracer.banded_ns += now - began
            _note_band(began, now, line, label)
    elif now > began and frame is not None:
        spans = tracer.trace.threads.setdefault(thread_name, [])
        tracer.trace.add_span(spans, (kind, line, began, now, label, None))


def note_long_step(began, now):
    """The loop's thread did not come back for a while. Waits inside are bands already; the rest was CPU work."""
    worked = now - began - tracer.banded_ns
    tracer.banded_ns = 0
    if worked > BAND_MIN_NS:
        _note_band(now - worked, now, _sampled_line(), None)


def _note_band(start, end, line, call):
    record = tracer.actor
    band = {"task": None if record is None else record.id, "line": line, "start": start, "end": end, "call": call}
    tracer.trace.add_band(band)
    tracer.findings.note_blocked(record, line, end - start, call)


def _sampled_line():
    lines, tracer.samples = tracer.samples, []
    return max(lines, key=lines.count) if lines else None


def sample_line(_signum, frame):
    """Signal handler, called now and then while CPU is burnt: which line of the learner's program is it?"""
    found = learner_frame(frame)
    if found is not None:
        tracer.samples.append(found.f_lineno)
