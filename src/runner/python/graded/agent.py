"""Loads the learner's code and does one thing after the other with it, as the judge says, on the judge's time."""

import asyncio
import inspect
import os
import posix
import resource
import sys
import threading
import types

from .cuts import Cut, watched
from .judge import Judge
from .server import Server
from .time import Loop, Selector, Time
from .values import Values
from .wire import OVER, Wire

_NAME = "solution"
_FILE = "main.py"
# Those of `os` are replaced by the clock, which would follow real time for them.
_fork, _wait = posix.fork, posix.wait4
# Of work, not of time: on a busy machine nobody gets less of it.
_CPU_S = 1
# The kernel counts in ticks, and ends a process a little before it says so.
_COUNTED_AT_LEAST = 0.8


def serve(code):
    """
    Never returns. The judge is on descriptor 0; the learner's code finds nothing there. It is loaded once, and for each
    behaviour there is a fork in which nothing has happened yet.
    """
    wire = Wire(_move_line())
    resource.setrlimit(resource.RLIMIT_CPU, (_CPU_S, _CPU_S + 1))
    module = types.ModuleType(_NAME)
    module.__file__ = _FILE
    sys.modules[_NAME] = module
    problem = _load(code, module)
    if problem is not None:
        wire.ask(["broken", *problem])
        os._exit(0)
    while wire.ask(["ready"]) == "begin":
        # What threads have under way no fork would go on with.
        process = _fork() if threading.active_count() == 1 else 0
        if process == 0:
            Agent(wire, module).run()
        _, status, used = _wait(process, 0)
        if status != OVER << 8:
            wire.tell(["ended", used.ru_utime + used.ru_stime >= _CPU_S * _COUNTED_AT_LEAST])


def _move_line():
    descriptor = os.dup(0)
    nothing = os.open("/dev/null", os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    return descriptor


def _load(code, module):
    """Null, or the line and what went wrong."""
    try:
        exec(compile(code, _FILE, "exec", dont_inherit=True), vars(module))
    except SystemExit:
        # What it defined before that is there.
        return None
    except SyntaxError as error:
        if error.filename == _FILE:
            return error.lineno, f"{type(error).__name__}: {error.msg}"
        return _line_in(error), f"{type(error).__name__}: {error}"
    except BaseException as error:
        return _line_in(error), f"{type(error).__name__}: {error}"
    return None


def _line_in(error):
    line, trace = None, error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == _FILE:
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


class Agent:
    """The commands of the judge, each a method; what comes of one is told with the number it was asked by."""

    def __init__(self, wire, module):
        self._wire = wire
        self._module = module
        self._judge = Judge(wire)
        self._values = self._judge.values = Values(self._judge)
        self._tasks = {}
        self._doors = {}
        self._cuts = {}

    def run(self):
        """For ever: a program that ends or stops the loop does not end its grading."""
        time = Time(self._wire)
        self._loop = Loop(Selector(time, self._schedule))
        asyncio.set_event_loop(self._loop)
        time.begin()
        while True:
            try:
                self._loop.run_forever()
            except BaseException:
                # SystemExit and KeyboardInterrupt of a task: its outcome is told by itself.
                pass
            if self._loop.is_closed():
                os._exit(1)

    def _schedule(self, command):
        name, *rest = command
        self._loop.call_soon(getattr(self, f"_{name}"), *rest)

    # commands -------------------------------------------------------------------------------------------------------

    def _find(self, number, name):
        """Whether the learner's file has `name`."""
        self._tell_done(number, ["value", hasattr(self._module, name)])

    def _call(self, number, target, arguments, named):
        try:
            value = self._target(target)(*self._values.unpack(arguments), **self._values.unpack(named))
            outcome = ["value", self._values.pack(value)]
        except BaseException as error:
            outcome = ["error", self._values.pack(error)]
        self._tell_done(number, outcome)

    def _look(self, number, target):
        try:
            outcome = ["value", self._values.pack(self._target(target))]
        except BaseException as error:
            outcome = ["error", self._values.pack(error)]
        self._tell_done(number, outcome)

    def _await(self, number, target, cut):
        self._begin(number, _awaiting(self._target(target)), cut)

    def _hold(self, number, target, cut):
        self._begin(number, self._holding(number, self._target(target)), cut)

    def _iterate(self, number, target, cut):
        self._begin(number, self._iterating(number, self._target(target)), cut)

    def _serve(self, number, answer):
        self._begin(number, self._serving(number, self._values.unpack(answer)), None)

    def _open(self, number, outcome):
        """Lets a held context, or an iteration, go on."""
        door = self._doors.get(number)
        if door is not None and not door.done():
            door.set_result(outcome)

    def _cancel(self, number):
        if number in self._tasks:
            self._tasks[number].cancel()

    def _settle(self, number, outcome):
        self._judge.settle(number, outcome)

    def _ping(self, number):
        self._wire.tell(["pong", number])

    # their parts ----------------------------------------------------------------------------------------------------

    def _target(self, target):
        """[number or null for the learner's file, name or null]"""
        number, name = target
        owner = self._module if number is None else self._values.learners(number)
        return owner if name is None else getattr(owner, name)

    def _begin(self, number, coroutine, cut):
        if cut is not None:
            cut = self._cuts[number] = Cut(*cut, lambda at_door: self._wire.tell(["cut", number, at_door]))
            coroutine = _awaiting(watched(coroutine, cut))
        task = self._tasks[number] = self._loop.create_task(coroutine)
        task.add_done_callback(lambda _: self._tell_end(number, task))

    def _tell_end(self, number, task):
        del self._tasks[number]
        if task.cancelled():
            return self._tell_done(number, ["cancelled"])
        error = task.exception()
        if error is not None:
            return self._tell_done(number, ["error", self._values.pack(error)])
        self._tell_done(number, ["value", self._values.pack(task.result())])

    def _tell_done(self, number, outcome):
        self._wire.tell(["done", number, outcome])

    async def _holding(self, number, context):
        async with context as value:
            self._wire.tell(["entered", number, self._values.pack(value)])
            await self._pass_door(number)

    async def _iterating(self, number, source):
        async for value in source:
            self._wire.tell(["item", number, self._values.pack(value)])
            if not await self._pass_door(number):
                break
        if inspect.isasyncgen(source):
            await source.aclose()

    async def _serving(self, number, answer):
        server = Server(answer)
        self._wire.tell(["entered", number, await server.open()])
        try:
            await self._pass_door(number)
        finally:
            server.close()

    async def _pass_door(self, number):
        door = self._doors[number] = self._loop.create_future()
        if number in self._cuts:
            self._cuts[number].door = door
        kind, value = await door
        if kind == "error":
            raise self._values.unpack(value)
        return value


async def _awaiting(awaitable):
    return await awaitable
