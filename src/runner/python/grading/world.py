"""
One test's world: its event loop, whose time is ours, and a process of the learner's, whose time is the same.

The two sides take turns. While tests run, the other process waits; when nothing in the tests can go on, it is told what to do
and runs until nothing in there can go on; when neither can, time moves to whatever comes first. So the learner's process can
ask for time to pass, but not make it pass.
"""

import asyncio

from .callbacks import Callbacks
from .loop import Loop
from .values import Values
from .wire import Fault, Gone

_DIGITS = 6
_LONGEST_S = 86_400
_MOST_TURNS = 20_000


class Stuck(BaseException):
    """Nothing can ever happen any more."""


class Endless(BaseException):
    """It goes on and on: `_MOST_TURNS`, or a day."""


class Missing(BaseException):
    """The learner's file lacks a name."""


class Broken(BaseException):
    """The learner's code could not be loaded."""

    def __init__(self, line, message):
        BaseException.__init__(self, message)
        self.line = line
        self.message = message


class World:
    """What `remote.py` and the behaviours work with."""

    def __init__(self, wire, make_remote):
        self.now = 0.0
        self.values = Values(lambda number, name: make_remote(self, number, name), self._note_error, self._tell_future)
        self.loop = Loop(self)
        self.failures = []
        self._wire = wire
        self.is_loaded = False
        # What was wrong with the process that was there.
        self.found = None
        self._has_begun = False
        self._turns = 0
        self._due = None
        self._outbox = []
        self._listeners = {}
        self._callbacks = Callbacks(self)
        self._raised = []
        self._settlers = []
        self._end = None

    def open(self, is_ready):
        """Begins, in a fork of the learner's process where it `is_ready` for that, or of a new one."""
        if is_ready:
            self._wire.go_on()
            try:
                self._await_ready()
            except (Gone, Fault) as why:
                # What the test before has left there was not well after all.
                self.found, is_ready = why, False
        if not is_ready:
            self._wire.renew()
            self._await_ready()
        self.is_loaded = True
        self._wire.send("begin")

    def _await_ready(self):
        while not self._hear(*self._wire.receive()):
            pass

    def close(self):
        """Whether the learner's process is ready for another."""
        if self._end is None or isinstance(self._end, (Stuck, Endless, Missing)):
            self._wire.send("over")
            return True
        return isinstance(self._end, Gone) and self._end.is_fork

    def is_learners(self, error):
        """Whether `error` came out of the learner's code, whoever made it."""
        return any(error is one for one in self._raised)

    def request(self, name, *what, listener):
        """Asks the learner's process for something; `listener(kind, value)` hears what comes of it. Answers its number."""
        number = len(self._listeners) + 1
        self._listeners[number] = listener
        self.command(name, number, *what)
        return number

    def command(self, *command):
        """Tells the learner's process to do something of which nothing comes."""
        self._outbox.append(command)

    def ask(self, name, *what):
        """The outcome of something that is done at once; what takes its time with that blocks the loop in there."""
        if self._callbacks.is_answering:
            raise RuntimeError("what the learner's code calls may await what is the learner's, but not call it at once")
        outcomes = []
        self.request(name, *what, listener=lambda _, outcome: outcomes.append(outcome))
        self._take_turn()
        while not outcomes:
            self._move_to(self._due)
            self._take_turn()
        return self.open_outcome(outcomes[0])

    def open_outcome(self, outcome):
        """The value, or the exception raised."""
        kind, *rest = outcome
        if kind == "value":
            return self.values.unpack(rest[0])
        raise asyncio.CancelledError() if kind == "cancelled" else self.values.unpack_error(rest[0])

    async def settled(self):
        """Comes back when nothing can go on without time."""
        settler = self.loop.create_future()
        self._settlers.append(settler)
        await settler

    def go_on(self, timeout):
        """Nothing in the test can go on for `timeout` seconds, or for ever when that is None."""
        self._go_on_or_end()
        if self._outbox or not self._has_begun:
            return self._take_turn()
        if self._settlers:
            return _wake(self._settlers.pop(0))
        ours = None if timeout is None else self.now + timeout
        if self._due is None or (ours is not None and ours < self._due):
            return self._move_to(ours)
        self._move_to(self._due)
        return self._take_turn()

    def end(self, why):
        """The test is over, wherever in it this is raised: a task may keep what is raised in it to itself."""
        self._end = self._end or why
        raise self._end

    def _move_to(self, moment):
        if moment is None:
            self.end(Stuck())
        if moment > _LONGEST_S:
            self.end(Endless())
        self.now = max(self.now, round(moment, _DIGITS))

    def _take_turn(self):
        self._go_on_or_end()
        self._turns += 1
        if self._turns > _MOST_TURNS:
            self.end(Endless())
        if self._has_begun:
            commands, self._outbox = self._outbox, []
            self._wire.send([self.now, commands])
        try:
            while not self._hear(*self._wire.receive()):
                pass
        except (Gone, Fault, Broken) as why:
            self.end(why)
        if not self._has_begun:
            self._has_begun = True
            if self._outbox:
                self._take_turn()

    def _hear(self, name, *rest):
        """Whether the turn is ours again."""
        shape = _SHAPES.get(name, ())
        if name not in _SHAPES or len(rest) != len(shape) or not all(map(isinstance, rest, shape)):
            raise Fault("a message that is none")
        if name == "idle":
            self._due = rest[0]
            return True
        if name == "ready" and not self.is_loaded:
            return True
        if name == "broken":
            raise Broken(*rest)
        if name == "ended":
            raise Gone("timed-out" if rest[0] else "ended", is_fork=True)
        if name == "ready":
            raise Fault("a fork that was not asked for")
        if name in ("call", "run", "attend"):
            self._wire.send(getattr(self._callbacks, name)(*rest))
        elif name == "cancel":
            self._callbacks.cancel(*rest)
        elif rest[0] not in self._listeners:
            raise Fault("an answer to nothing")
        else:
            self._listeners[rest[0]](name, *rest[1:])
        return False

    def _go_on_or_end(self):
        if self._end is not None:
            raise self._end

    def _note_error(self, error):
        self._raised.append(error)

    def _tell_future(self, number, future):
        self._callbacks.tell_end(number, future)


def _wake(future):
    if not future.done():
        future.set_result(None)


_NOTHING = type(None)
_NAME = (str, _NOTHING)
# What may stand at each place of a message.
_SHAPES = {
    "ready": (),
    "ended": (bool,),
    "idle": ((int, float, _NOTHING),),
    "broken": ((int, _NOTHING), str),
    "call": (int, _NAME, list, list),
    "run": (int, _NAME, list, list),
    "attend": (int,),
    "cancel": (int,),
    "done": (int, list),
    "entered": (int, object),
    "item": (int, object),
    "cut": (int, bool),
    "pong": (int,),
}
