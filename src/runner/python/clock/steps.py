"""Follows every step of every task: replaced `Handle._run`, `_call_soon` and `create_task` of the event loop.

The interpreter's own functions still do the work, inside ours, so that errors and tracebacks are CPython's.
"""

import weakref
from asyncio import base_events, events

from .blocked import note_long_step
from .clock import FREE_CPU_NS, MS, clock, real_perf_ns
from .learner_frames import LEARNER_FILE, caller
from .trace import BAND_MIN_NS, MAX_SPANS, MAX_TASKS, TaskRecord
from .tracer import tracer
from .waits import TASK_TYPES, sleep_delay, suspension_of

SHORT_SLEEP_NS = 100 * MS

_LOOP_FILE = base_events.__file__
_RUN_ONCE = base_events.BaseEventLoop._run_once.__code__
_UNSEEN = object()


def plan(patches):
    """Plan the hooks into the event loop."""
    loop_type = base_events.BaseEventLoop
    real_run = events.Handle._run
    real_call_soon = loop_type._call_soon
    real_create_task = loop_type.create_task

    # Written out in one piece: this runs at every step of every task, so each call saved is felt.
    def _run(self):
        task = getattr(self._callback, "__self__", None)
        record = getattr(task, "_studyloop_record", _UNSEEN)
        if record is _UNSEEN:
            record = _record_of(task, None, None) if isinstance(task, TASK_TYPES) else None
        began = clock.now
        if record is not None:
            tracer.actor = record
            record.steps += 1
            if record.woken_at is not None:
                _close_wait(record, began)
        elif tracer.origins:
            tracer.actor = tracer.origins.pop(self, None)
        try:
            real_run(self)
        finally:
            wall = real_perf_ns()
            if wall > clock.young_until:
                clock.end_step(wall)
            else:
                clock.next_check = wall + FREE_CPU_NS
            now = clock.now
            if now - began > BAND_MIN_NS:
                note_long_step(began, now)
            tracer.actor = None
            if record is not None:
                if task.done():
                    _close_task(record, task)
                else:
                    _open_wait(record, task, now)
            del task, self

    def _call_soon(self, callback, args, context):
        handle = real_call_soon(self, callback, args, context)
        subject = getattr(callback, "__self__", None)
        record = getattr(subject, "_studyloop_record", _UNSEEN)
        if record is _UNSEEN:
            if tracer.actor is not None and not isinstance(subject, TASK_TYPES):
                tracer.origins[handle] = tracer.actor
        elif record is not None and record.woken_at is None:
            actor = tracer.actor
            record.woken_at = clock.now
            record.woken_by = None if actor is None or actor is record else actor.id
        return handle

    def create_task(self, coro, **options):
        if tracer.findings is None:
            options["name"] = "warm-up"
            return real_create_task(self, coro, **options)
        task = real_create_task(self, coro, **options)
        if isinstance(task, TASK_TYPES):
            _record_of(task, coro, tracer.actor)
        return task

    for name, function in (("_call_soon", _call_soon), ("create_task", create_task)):
        function.__qualname__ = f"BaseEventLoop.{name}"
        patches.add(loop_type, name, function)
    _run.__qualname__ = "Handle._run"
    patches.add(events.Handle, "_run", _run)


def _record_of(task, coro, parent):
    """The task's record, made now. None (kept as such) beyond the limit."""
    trace = tracer.trace
    coro = coro if coro is not None else task.get_coro()
    if getattr(getattr(coro, "cr_code", None), "co_filename", None) == _LOOP_FILE:
        task._studyloop_record = None  # the loop's own shutdown steps
        return None
    if len(trace.tasks) >= MAX_TASKS:
        trace.lost["tasks"] += 1
        task._studyloop_record = None
        return None
    record = TaskRecord(
        len(trace.tasks) + 1,
        weakref.ref(task),
        getattr(coro, "__qualname__", None) or type(coro).__name__,
        None if parent is None else parent.id,
        _creation_line(caller()),
        clock.now,
    )
    trace.tasks.append(record)
    task._studyloop_record = record
    if task.done():
        _close_task(record, task)
    elif getattr(coro, "cr_await", None) is not None:
        _open_wait(record, task, clock.now)  # an eager task has run its first step already
    else:
        record.woken_at = clock.now
    return record


def _creation_line(frame):
    """The learner's line that made a task; None when the loop itself made it (a server's handler, for example)."""
    while frame is not None:
        code = frame.f_code
        if code.co_filename == LEARNER_FILE:
            return frame.f_lineno
        if code is _RUN_ONCE:
            return None
        frame = frame.f_back
    return None


def _close_wait(record, now):
    woken_at = record.woken_at
    record.woken_at = None
    if record.due is not None and record.due < woken_at:
        woken_at = record.due  # the timer was due while the loop was blocked
    wait = record.wait
    if wait != "ready":
        trace = tracer.trace
        if trace.span_count < MAX_SPANS:
            trace.span_count += 1
            record.spans.append((wait, record.wait_line, record.since, woken_at, record.wait_label, record.woken_by))
        else:
            trace.lost["spans"] += 1
    if now - woken_at >= MS:
        tracer.trace.add_span(record.spans, ("ready", record.wait_line, woken_at, now, None, None))


def _open_wait(record, task, now):
    record.due = None
    if tracer.trace.span_count >= MAX_SPANS:
        record.wait = "unrecorded"
        record.polls = 0
        return
    found = suspension_of(task)
    kind, label = found.kind, found.label
    line = record.line if found.line is None else found.line  # a library coroutine waits on behalf of its creator's line
    if found.foreign or label == "TaskGroup":
        record.foreign = True  # it may be cancelled and turn that into something else by right
    if kind == "sleep":
        delay = sleep_delay(found) if task._fut_waiter is not None else 0
        if delay > 0:
            delay_ns = int(delay * 1e9) if delay < 1e9 else int(1e18)
            record.due = now + delay_ns
            label = delay
        else:
            delay_ns, kind, label = 0, "ready", "sleep(0)"
        if delay_ns <= SHORT_SLEEP_NS:
            _count_poll(record, line, now)
        else:
            record.polls = 0
    else:
        record.polls = 0
    record.wait, record.wait_line, record.wait_label, record.since = kind, line, label, now


def _count_poll(record, line, now):
    if line != record.wait_line or record.polls == 0:
        record.polls = 0
        record.poll_since = now
    record.polls += 1
    if record.polls >= 10:
        tracer.findings.note_poll(record, line, now)


def _close_task(record, task):
    record.ended = clock.now
    record.name = task.get_name()
    if task.cancelled():
        record.state = "cancelled"
        return
    error = task._exception
    if error is not None:
        record.state = "failed"
        record.error = type(error).__name__
        return
    record.state = "done"
    if task.cancelling() and not record.foreign:
        tracer.findings.note_swallowed(record)
