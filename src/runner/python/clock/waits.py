"""What a task or a thread waits for, read from its frames: kind, the learner's line, and the objects in question."""

import asyncio
import concurrent.futures
import gc
import os
import queue
import subprocess as subprocesses
import threading
from types import CoroutineType
from asyncio import base_events, base_subprocess, locks, queues, selector_events, streams, subprocess, taskgroups, tasks

from .learner_frames import LEARNER_FILE

TASK_TYPES = (asyncio.Task, tasks._PyTask)


class Wait:
    """What a thread is parked on: a rough kind and the object. Its stack tells the rest."""

    __slots__ = ("kind", "subject")

    def __init__(self, kind, subject):
        self.kind = kind
        self.subject = subject


class Suspension:
    """Where and on what a task is suspended: the learner's innermost frame and line, and the library call made there."""

    __slots__ = ("kind", "line", "label", "frame", "api_frame", "foreign")

    def __init__(self, kind, label, frame, api_frame, foreign):
        self.kind = kind
        self.label = label
        self.frame = frame
        self.line = None if frame is None else frame.f_lineno
        self.api_frame = api_frame
        self.foreign = foreign


def _code(function):
    return function.__code__


_sleep_code = _code(tasks.sleep)

_TASK_KINDS = {
    _sleep_code: ("sleep", "sleep"),
    _code(locks.Lock.acquire): ("lock", "Lock"),
    _code(locks.Semaphore.acquire): ("semaphore", "Semaphore"),
    _code(locks.Event.wait): ("event", "Event.wait"),
    _code(locks.Condition.wait): ("condition", "Condition.wait"),
    _code(locks.Barrier.wait): ("barrier", "Barrier.wait"),
    _code(queues.Queue.get): ("queue", "Queue.get"),
    _code(queues.Queue.put): ("queue", "Queue.put"),
    _code(queues.Queue.join): ("queue", "Queue.join"),
    _code(tasks.wait): ("tasks", "wait"),
    _code(taskgroups.TaskGroup.__aexit__): ("tasks", "TaskGroup"),
    _code(asyncio.to_thread): ("thread", "to_thread"),
    _code(base_events.BaseEventLoop.shutdown_default_executor): ("thread", "shutdown_default_executor"),
    _code(base_events.Server.serve_forever): ("io", "serve_forever"),
    _code(base_events.Server.wait_closed): ("io", "Server.wait_closed"),
    _code(base_events.BaseEventLoop.create_connection): ("io", "connect"),
    _code(streams.open_connection): ("io", "open_connection"),
    _code(streams.StreamReader.read): ("io", "read"),
    _code(streams.StreamReader.readline): ("io", "readline"),
    _code(streams.StreamReader.readexactly): ("io", "readexactly"),
    _code(streams.StreamReader.readuntil): ("io", "readuntil"),
    _code(streams.StreamReader._wait_for_data): ("io", "read"),
    _code(streams.StreamWriter.drain): ("io", "drain"),
    _code(streams.StreamWriter.wait_closed): ("io", "wait_closed"),
    _code(selector_events.BaseSelectorEventLoop.sock_recv): ("io", "sock_recv"),
    _code(selector_events.BaseSelectorEventLoop.sock_accept): ("io", "sock_accept"),
    _code(selector_events.BaseSelectorEventLoop.sock_connect): ("io", "sock_connect"),
    _code(selector_events.BaseSelectorEventLoop.sock_sendall): ("io", "sock_sendall"),
    _code(subprocess.create_subprocess_exec): ("subprocess", "create_subprocess_exec"),
    _code(subprocess.create_subprocess_shell): ("subprocess", "create_subprocess_shell"),
    _code(subprocess.Process.wait): ("subprocess", "Process.wait"),
    _code(subprocess.Process.communicate): ("subprocess", "Process.communicate"),
    _code(base_subprocess.BaseSubprocessTransport._wait): ("subprocess", "Process.wait"),
}

_THREAD_KINDS = {
    _code(queue.Queue.get): ("queue", "Queue.get"),
    _code(queue.Queue.put): ("queue", "Queue.put"),
    _code(queue.Queue.join): ("queue", "Queue.join"),
    _code(queue._PySimpleQueue.get): ("queue", "SimpleQueue.get"),
    _code(threading.Event.wait): ("event", "Event.wait"),
    _code(threading.Condition.wait): ("condition", "Condition.wait"),
    _code(threading.Semaphore.acquire): ("semaphore", "Semaphore.acquire"),
    _code(threading.Barrier.wait): ("barrier", "Barrier.wait"),
    _code(concurrent.futures.Future.result): ("future", "Future.result"),
    _code(concurrent.futures.wait): ("future", "wait"),
    _code(concurrent.futures.as_completed): ("future", "as_completed"),
    _code(subprocesses.run): ("child", "subprocess.run"),
    _code(subprocesses.Popen.communicate): ("child", "Popen.communicate"),
    _code(subprocesses.Popen.wait): ("child", "Popen.wait"),
}

_STANDARD_LIBRARY = os.path.dirname(os.__file__)
_standard_files = {}

_PARK_LABELS = {
    "sleep": "time.sleep", "lock": "Lock.acquire", "thread": "Thread.join", "io": "socket", "select": "select",
    "child": "waiting for a child process",
}


def suspension_of(task):
    """Walk the awaits of a suspended task, outermost first. The first library call the learner made decides the kind."""
    kind = label = frame = api_frame = None
    foreign = False
    step = task.get_coro()
    while step is not None:
        if type(step) is CoroutineType:
            here, step = step.cr_frame, step.cr_await
        else:
            here, step = _next_in_chain(step)
        if here is None:
            continue
        code = here.f_code
        if code.co_filename == LEARNER_FILE:
            frame, kind, api_frame = here, None, None
        elif kind is None:
            known = _TASK_KINDS.get(code)
            if known is None:
                foreign = foreign or not _is_standard(code)
                continue
            kind, label = known
            api_frame = here
            if code is _sleep_code:
                break
    if kind is None:
        kind, label = _kind_of_future(task._fut_waiter)
    return Suspension(kind, label, frame, api_frame, foreign)


def sleep_delay(found):
    """Seconds asked for, when the suspension is a sleep."""
    delay = found.api_frame.f_locals.get("delay")
    return delay if isinstance(delay, (int, float)) else 0


def awaited_tasks(found, task):
    """The tasks this suspended task waits for, as far as the awaited object tells."""
    frame = found.api_frame
    if found.kind == "tasks" and frame is not None:
        group = frame.f_locals.get("self")
        candidates = getattr(group, "_tasks", None) or frame.f_locals.get("fs") or ()
        return [item for item in candidates if isinstance(item, TASK_TYPES) and not item.done()]
    future = task._fut_waiter
    if isinstance(future, TASK_TYPES):
        return [future]
    return [item for item in getattr(future, "_children", ()) if isinstance(item, TASK_TYPES) and not item.done()]


def thread_wait(wait, frame):
    """Kind, label and learner's frame of a parked thread, from the stack that led to its park."""
    kind, label = wait.kind, _PARK_LABELS.get(wait.kind, wait.kind)
    subject = wait.subject
    while frame is not None and frame.f_code.co_filename != LEARNER_FILE:
        known = _THREAD_KINDS.get(frame.f_code)
        if known is not None:
            kind, label = known
            subject = frame.f_locals.get("self", subject)
        frame = frame.f_back
    return kind, label, subject, frame


def _is_standard(code):
    """Whether a code object is the standard library's: third-party code may handle a cancel in ways we cannot see."""
    known = _standard_files.get(code.co_filename)
    if known is None:
        name = code.co_filename
        known = name.startswith(_STANDARD_LIBRARY) and "-packages" not in name
        _standard_files[name] = known
    return known


def _next_in_chain(step):
    kind = type(step)
    if kind in _FRAMES:
        frame_name, next_name = _FRAMES[kind]
        return getattr(step, frame_name), getattr(step, next_name)
    if kind in _OPAQUE:
        inner = next((item for item in gc.get_referents(step) if type(item) in _FRAMES or type(item) in _OPAQUE), None)
        return None, inner
    return None, None


async def _sample_coroutine():
    pass


async def _sample_generator():
    yield


def _sample_plain_generator():
    yield


def _types_of_awaits():
    coroutine, generator, plain = _sample_coroutine(), _sample_generator(), _sample_plain_generator()
    frames = {
        type(coroutine): ("cr_frame", "cr_await"),
        type(generator): ("ag_frame", "ag_await"),
        type(plain): ("gi_frame", "gi_yieldfrom"),
    }
    asked, thrown = generator.asend(None), generator.athrow(ValueError)
    defaulted = anext(generator, None)
    opaque = {type(asked), type(thrown), type(defaulted), type(coroutine.__await__())}
    for unused in (coroutine, asked, thrown, defaulted):
        unused.close()
    return frames, opaque


_FRAMES, _OPAQUE = _types_of_awaits()


def _kind_of_future(future):
    if isinstance(future, TASK_TYPES):
        return "task", "task"
    if future is None:
        return "ready", "gave way"
    if hasattr(future, "_children"):
        return "tasks", "gather"
    if any(getattr(callback, "__qualname__", "").startswith("_chain_future") for callback, _ in future._callbacks or ()):
        return "thread", "run_in_executor"
    return "future", "future"
