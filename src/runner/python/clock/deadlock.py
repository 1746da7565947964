"""Says, when nothing can ever wake the program, who waits where for what, and who holds it. Facts only."""

import concurrent.futures.thread
import queue
import sys
from asyncio import base_events, locks

from .clock import clock
from .lanes import lock_holder, permit_holders
from .learner_frames import LEARNER_FILE, name_in_source
from .locks import TurnLock, TurnRLock
from .scheduler import scheduler
from .strand import ENDED
from .tracer import tracer
from .waits import awaited_tasks, suspension_of, thread_wait

MAX_WAITS = 20

_RUN_ONCE = base_events.BaseEventLoop._run_once.__code__

_PHRASES = {
    "lock": ("a lock", "lock {}"),
    "semaphore": ("a permit of a semaphore", "a permit of semaphore {}"),
    "event": ("an event to be set", "event {} to be set"),
    "condition": ("a condition to be notified", "condition {} to be notified"),
    "barrier": ("others at a barrier", "others at barrier {}"),
    "future": ("a future that nobody completes", "future {} that nobody completes"),
    "thread": ("a thread", "thread {}"),
    "task": ("a task", "task {}"),
    "tasks": ("tasks", "tasks of {}"),
    "io": ("data or a connection", "data or a connection on {}"),
    "select": ("data or a connection", "data or a connection on {}"),
    "Queue.get": ("an item in a queue", "an item in queue {}"),
    "SimpleQueue.get": ("an item in a queue", "an item in queue {}"),
    "Queue.put": ("room in a queue", "room in queue {}"),
    "Queue.join": ("every item of a queue to be done", "every item of queue {} to be done"),
    "serve_forever": ("connections, and nobody in the program connects", "connections to {}, and nobody in the program connects"),
}


class DeadlockWitness:
    """Keeps the report of the first deadlock of a run."""

    def __init__(self, findings):
        self._findings = findings
        self.report_json = None

    def concerns(self, strand):
        """Whether a parked thread waits for something of the program; a pool worker without work does not."""
        return not _is_idle_worker(sys._current_frames().get(strand.ident))

    def report(self, strands):
        """Describe the deadlock of these parked threads; later ones, during clean-up, add nothing."""
        if self.report_json is not None:
            return
        waits = [wait for strand in strands for wait in _thread_waits(strand)] + _task_waits()
        ring = _ring_of(waits)
        text = _text(waits, ring)
        self.report_json = {
            "at": clock.now // 1_000,
            "waits": waits[:MAX_WAITS],
            "more": max(0, len(waits) - MAX_WAITS),
            "ring": ring,
            "text": text,
        }
        first = next((wait for wait in waits if ring and wait["name"] == ring[0]), waits[0] if waits else None)
        line, name = (None, None) if first is None else (first["line"], first["name"])
        self._findings.note_deadlock(line, name, text)
        for record in tracer.trace.tasks:
            task = record.task()
            if record.state == "failed" and task is not None and task._log_traceback:
                self._findings.note_unretrieved(record, task._exception)  # often what the others wait for
        self._findings.close()


def _task_waits():
    waits = []
    for record in tracer.trace.tasks:
        task = record.task()
        if task is None or task.done() or record is tracer.actor or not task.get_loop().is_running():
            continue
        found = suspension_of(task)
        if found.kind in ("ready", "sleep"):
            continue  # nothing wrong with it: its loop is what is blocked
        subject = None if found.api_frame is None else found.api_frame.f_locals.get("self")
        waits.append(
            {
                "name": task.get_name(),
                "line": found.line,
                "kind": found.kind,
                "call": found.label,
                "object": None if subject is None else name_in_source(found.frame, subject),
                "holders": _names(_task_holders(found.kind, subject)),
                "awaits": [awaited.get_name() for awaited in awaited_tasks(found, task)],
                "blocksLoop": False,
            }
        )
    return waits


def _task_holders(kind, subject):
    if kind == "lock" and isinstance(subject, locks.Lock):
        return [lock_holder(subject)]
    if kind == "semaphore" and isinstance(subject, locks.Semaphore):
        return permit_holders(subject) or []
    return []


def _names(records):
    return [record.current_name() for record in records if record is not None and record.state == "pending"]


def _thread_waits(strand):
    stack = sys._current_frames().get(strand.ident)
    if _is_loop_waiting(stack):
        return []  # its tasks say what they wait for
    kind, label, subject, frame = thread_wait(strand.wait, stack)
    name = tracer.actor.current_name() if strand is scheduler.main and tracer.actor is not None else strand.name
    holders, awaits = [], []
    if kind == "lock" and isinstance(subject, (TurnLock, TurnRLock)):
        holders = [_strand_name(subject.owner)]
    if kind == "thread":
        awaits = [subject.name]
    return [
        {
            "name": name,
            "line": None if frame is None else frame.f_lineno,
            "kind": kind,
            "call": label,
            "object": name_in_source(frame, _whole_lock(frame, subject)),
            "holders": [holder for holder in holders if holder is not None],
            "awaits": awaits,
            "blocksLoop": _is_below_loop(stack),
        }
    ]


def _is_loop_waiting(frame):
    """Whether a parked thread is an event loop in its own select, and not a blocking call inside a callback."""
    while frame is not None and frame.f_code.co_filename != LEARNER_FILE:
        if frame.f_code is _RUN_ONCE:
            return True
        frame = frame.f_back
    return False


def _is_below_loop(frame):
    while frame is not None:
        if frame.f_code is _RUN_ONCE:
            return True
        frame = frame.f_back
    return False


def _whole_lock(frame, subject):
    """An RLock waits on the lock inside it: the learner knows the outer one."""
    for value in [] if frame is None else [*frame.f_locals.values(), *frame.f_globals.values()]:
        if isinstance(value, TurnRLock) and value._block is subject:
            return value
    return subject


def _strand_name(ident):
    strand = scheduler.by_ident.get(ident)
    if strand is None or strand.state is ENDED:
        return None
    if strand is scheduler.main and tracer.actor is not None:
        return tracer.actor.current_name()
    return strand.name


def _ring_of(waits):
    """A circle of names in which each waits for the next, when the facts show one. One that waits for itself counts."""
    after = {wait["name"]: wait["holders"] or wait["awaits"] for wait in waits}
    for start in after:
        path, name = [], start
        while name in after and name not in path:
            path.append(name)
            if len(after[name]) != 1:
                break  # several could help: no circle that must close
            name = after[name][0]
        else:
            if name in path:
                return path[path.index(name):]
    return None


def _text(waits, ring):
    if not waits:
        return "The program waits, and nothing is left that could wake it."
    chosen = [wait for wait in waits if ring and wait["name"] in ring] or waits
    sentences = [_sentence(wait) for wait in chosen[:5]]
    if len(chosen) > 5:
        sentences.append(f"{len(chosen) - 5} more wait as well")
    closing = "Nothing left in the program can wake it."
    if ring and len(ring) > 1:
        closing = "Each waits for the next, so none can go on."
    return ". ".join(sentences) + ". " + closing


def _sentence(wait):
    place = wait["name"] if wait["line"] is None else f"{wait['name']} (line {wait['line']})"
    sentence = f"{place} waits for {_what(wait)}"
    if wait["holders"]:
        own = wait["holders"] == [wait["name"]]
        sentence += ", which it holds itself" if own else f", held by {', '.join(wait['holders'])}"
    return sentence + (", and blocks the event loop meanwhile" if wait["blocksLoop"] else "")


def _what(wait):
    if wait["awaits"]:
        return ", ".join(wait["awaits"][:3]) + (" and others" if len(wait["awaits"]) > 3 else "")
    nameless, named = _PHRASES.get(wait["call"]) or _PHRASES.get(wait["kind"]) or ("something", "{}")
    return named.format(f"`{wait['object']}`") if wait["object"] else nameless


def _is_idle_worker(frame):
    while frame is not None:
        caller = frame.f_back
        if frame.f_code is queue.SimpleQueue.get.__code__ and caller.f_code is concurrent.futures.thread._worker.__code__:
            return True
        frame = caller
    return False
