"""What a learner should look at: facts of the run, each once, in plain words."""

import asyncio
import sys
import traceback
import warnings
from asyncio import base_events, runners, tasks

from .learner_frames import LEARNER_FILE, caller
from .ordered import OrderedSet
from .polling import only_polls
from .tracer import tracer
from .verdicts import Verdict

BLOCKED_BY_WAIT_NS = 50_000_000
BLOCKED_BY_WORK_NS = 100_000_000

_SWALLOWED = (
    "This task was cancelled, but it caught CancelledError and ended normally. "
    "Raise it again after the clean-up, so that whoever cancelled it can tell."
)
_DESTROYED = "This task was thrown away before it was done: its loop was closed, or nobody kept a reference to it."
_CANCELLED_AT_EXIT = (
    "This task was still running when main() ended, so it was cancelled. Await it, or cancel it yourself and await that."
)


_OURS = f"<{__package__}."
_STAGE = "<stage>"


class Findings:
    """Collects findings of one run; the same thing at the same place is one finding."""

    def __init__(self):
        self.source = b""
        self._found = {}
        self._polls_judged = {}
        self._closed = False

    def as_json(self):
        """The findings in the order in which they were first seen."""
        return [_finding_json(finding) for finding in self._found.values()]

    def add(self, kind, line, task, message, ns=None, key=None):
        """Note a finding; `ns` of the same finding add up. `message` may be a function of the summed milliseconds."""
        if self._closed:
            return
        key = (kind, line, task if isinstance(task, str) else id(task), key)
        finding = self._found.get(key)
        if finding is None:
            finding = self._found[key] = {"kind": kind, "line": line, "task": task, "ns": ns, "message": message, "times": 0}
        elif ns is not None:
            finding["ns"] += ns
        finding["times"] += 1

    def close(self):
        """The runner is ending the program: what follows is not the program's doing."""
        self._closed = True

    def is_aftermath(self, context):
        """Whether a report of the loop only says that the runner is ending the program."""
        error = context.get("exception")
        return self._closed and (error is None or isinstance(error, asyncio.CancelledError))

    def note_blocked(self, record, line, ns, call):
        """The loop's thread waited (`call`) or worked (no call) for `ns`."""
        if ns < (BLOCKED_BY_WORK_NS if call is None else BLOCKED_BY_WAIT_NS):
            return
        what = call or "Code without an await"
        cure = "use await asyncio.sleep" if (call or "").startswith("time.sleep") else "move it to asyncio.to_thread"

        def message(ms):
            return f"{what} kept the event loop busy for {_seconds(ms)}: no other task could run. Next step: {cure}."

        self.add("loop_blocked", line, record, message, ns)

    def note_poll(self, record, line, now):
        """A task has slept shortly at the same line many times in a row. Polling, if its loop does nothing else."""
        judged = self._polls_judged.get(line)
        if judged is None:
            judged = self._polls_judged[line] = only_polls(self.source, line)
        if judged:
            since, record.poll_since = record.poll_since, now

            def message(ms):
                return f"This loop asks again and again for {_seconds(ms)} instead of waiting for an Event, a Future or a task."

            self.add("busy_polling", line, record, message, now - since)

    def note_swallowed(self, record):
        """A task was cancelled, caught it, and ended as if nothing had happened."""
        self.add("cancel_swallowed", record.wait_line, record, _SWALLOWED)

    def note_unretrieved(self, record, error):
        """A task or future failed and nobody looked."""
        what = "future" if record is None else "task"
        message = f"{type(error).__name__} was raised, but nobody awaited the {what}, so it went unseen."
        self.add("exception_never_retrieved", _raise_line(error), record, message, key=id(error))

    def note_deadlock(self, line, name, message):
        """Nothing could ever wake the program."""
        self.add("deadlock", line, name, message)


def plan(patches):
    """Plan the places where asyncio and the interpreter already notice mistakes."""
    loop_type = base_events.BaseEventLoop
    real_handler = loop_type.call_exception_handler

    def call_exception_handler(self, context):
        if isinstance(context.get("exception"), Verdict) or (tracer.findings and tracer.findings.is_aftermath(context)):
            return
        if tracer.findings is not None:
            _note_context(context)
        real_handler(self, context)

    call_exception_handler.__qualname__ = "BaseEventLoop.call_exception_handler"
    patches.add(loop_type, "call_exception_handler", call_exception_handler)

    real_cancel_all = runners._cancel_all_tasks

    def _cancel_all_tasks(loop):
        _note_cancelled_at_exit(loop)
        real_cancel_all(loop)

    patches.add(runners, "_cancel_all_tasks", _cancel_all_tasks)

    real_all_tasks = tasks.all_tasks

    def all_tasks(loop=None):
        found = real_all_tasks(loop)
        return OrderedSet(sorted(found, key=_creation_order))

    all_tasks.__module__ = tasks.__name__
    patches.add(tasks, "all_tasks", all_tasks)
    patches.add(asyncio, "all_tasks", all_tasks)
    patches.add(warnings, "_warn_unawaited_coroutine", _warn_unawaited_coroutine)


def _note_context(context):
    message = context.get("message", "")
    if message.endswith("exception was never retrieved"):
        tracer.findings.note_unretrieved(getattr(context.get("future"), "_studyloop_record", None), context.get("exception"))
    elif message.startswith("Task was destroyed but it is pending"):
        record = getattr(context.get("task"), "_studyloop_record", None)
        line = None if record is None else record.wait_line or record.line
        tracer.findings.add("task_destroyed_pending", line, record, _DESTROYED)


def _raise_line(error):
    line, trace = None, getattr(error, "__traceback__", None)
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == LEARNER_FILE:
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


def _note_cancelled_at_exit(loop):
    if tracer.findings is None:
        return
    roots = [record for record in tracer.trace.tasks if record.parent is None and record.ended is not None]
    if not roots or roots[-1].state != "done":
        return  # the main task failed or was cancelled: what becomes of the others follows from that
    for task in tasks.all_tasks(loop):
        record = getattr(task, "_studyloop_record", None)
        if record is not None and record.line is not None:
            tracer.findings.add("task_cancelled_at_exit", record.line, record, _CANCELLED_AT_EXIT)


def _creation_order(task):
    record = getattr(task, "_studyloop_record", None)
    return float("inf") if record is None else record.id


def _warn_unawaited_coroutine(coro):
    """CPython's warning, and a finding with the line where the coroutine was made.

    Origins are always tracked one frame deep for that line; the text shows them only where the program asked for it.
    """
    lines = [f"coroutine '{coro.__qualname__}' was never awaited\n"]
    origin = coro.cr_origin
    if tracer.findings is not None and origin and origin[0][0] == LEARNER_FILE:
        message = f"{coro.__qualname__}() was called but never awaited, so it never ran. Put await in front of it."
        tracer.findings.add("never_awaited", origin[0][1], None, message, key=coro.__qualname__)
    if origin is not None and sys.get_coroutine_origin_tracking_depth() > 1:
        lines.append("Coroutine created at (most recent call last)\n")
        lines += traceback.format_list(_learners_origin(origin))
    # At the very end there is nothing below us, and CPython does not tell how to find out more.
    source = None if caller() is None else coro
    warnings.warn("".join(lines).rstrip("\n"), category=RuntimeWarning, stacklevel=1, source=source)


def _learners_origin(origin):
    """Without our own: to hide them from here too is left to us by some interpreters."""
    seen = [place for place in origin if not (place[0].startswith(_OURS) or place[0] == _STAGE)]
    return [traceback.FrameSummary(*place) for place in reversed(seen)]


def _finding_json(finding):
    task, ms = finding["task"], None if finding["ns"] is None else round(finding["ns"] / 1e6)
    message = finding["message"](ms) if callable(finding["message"]) else finding["message"]
    if not isinstance(task, (str, type(None))):
        task = task.name or task.current_name()
    return {"kind": finding["kind"], "line": finding["line"], "task": task, "ms": ms, "message": message}


def _seconds(ms):
    return f"{ms / 1000:g} s"
