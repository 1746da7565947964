"""What `tests.py` of an exercise is written in; `docs/content.md` describes it."""

import asyncio
import itertools

from .remote import Member
from .world import Missing

__all__ = ["attempt", "behaviour", "every_await", "expect", "learner", "now", "pulse", "script", "seconds", "settle"]

_MOST_AWAITS = 200
_world = None
_behaviours = []
_is_brief = False


class Unmet(AssertionError):
    """What the learner reads."""


def use(world):
    """From now on it is this one's turn."""
    global _world
    _world = world


def world():
    """Whose turn it is."""
    return _world


def collected():
    """The behaviours in written order: (name, otherwise, function)."""
    return _behaviours


def stop_at_first_failure():
    """What stands behind the first behaviour that does not hold is not tried, nor reported."""
    global _is_brief
    _is_brief = True


def is_brief():
    return _is_brief


def behaviour(name, otherwise):
    """Declares what must hold; `otherwise` is what the learner reads where `expect` has said nothing more exact."""

    def declare(function):
        _behaviours.append((name, otherwise, function))
        return function

    return declare


def expect(holds, sentence):
    """The behaviour does not hold unless `holds`; also where the learner's code catches what this raises."""
    if holds:
        return
    unmet = Unmet(sentence)
    _world.failures.append(unmet)
    raise unmet


def now():
    """Seconds on the clock that tests and the learner's code share, from the beginning of the behaviour."""
    return _world.now


def seconds(moments):
    """Times as a learner reads them: 1, 2.5 and 4 s."""
    *first, last = [f"{moment:.6f}".rstrip("0").rstrip(".") for moment in moments] or ["0"]
    return f"{', '.join(first)} and {last} s" if first else f"{last} s"


class _Learner:
    """The learner's file: each name in it is an attribute of this."""

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        if not _world.ask("find", name):
            _world.end(Missing(name))
        return Member(_world, None, name)


learner = _Learner()


class Ended:
    """How something ended: with `value`, with `error`, or `cancelled`; and when."""

    def __init__(self, value=None, error=None, cancelled=False):
        self.value = value
        self.error = error
        self.cancelled = cancelled
        self.at = now()

    @property
    def returned(self):
        """Whether it came to its end by itself."""
        return self.error is None and not self.cancelled

    def __str__(self):
        if self.cancelled:
            return "it was cancelled"
        if self.error is None:
            return f"it returned {shown(self.value)}"
        return f"it raised {shown(self.error)}"


def shown(value):
    """Short, and on one line."""
    if isinstance(value, BaseException):
        text = f"{type(value).__name__}: {value}" if str(value) else type(value).__name__
    else:
        text = repr(value)
    line = " ".join(text.split())
    return line if len(line) <= 120 else f"{line[:119]}…"


async def attempt(function, *arguments, **named):
    """Calls something of the learner's and awaits what it gives, if that can be awaited. Never raises: how it ended is a value."""
    try:
        given = function(*arguments, **named)
        return Ended(await given if hasattr(given, "__await__") else given)
    except asyncio.CancelledError:
        return Ended(cancelled=True)
    except BaseException as error:
        if not _world.is_learners(error):
            raise
        return Ended(error=error)


async def settle():
    """Lets everything go on, in the test and in the learner's code, that can go on without time passing."""
    await _world.settled()


def script(*steps, takes=0):
    """
    A coroutine function that takes `takes` seconds and does the next of `steps` at each call, the last one ever after: an
    exception is raised, anything else returned. `began` and `ended` are times of its calls, `cancelled` counts those.
    """

    async def op():
        op.began.append(now())
        step = steps[min(len(op.began), len(steps)) - 1]
        try:
            if takes > 0:
                await asyncio.sleep(takes)
        except asyncio.CancelledError:
            op.cancelled += 1
            raise
        finally:
            op.ended.append(now())
        if isinstance(step, BaseException):
            raise step
        return step

    op.began, op.ended, op.cancelled = [], [], 0
    return op


class Cut:
    """Cancels what it is put around, once, at one await of it."""

    def __init__(self, count, when):
        self.place = [count, when]
        self.happened = False
        self.at = None

    def note(self, moment):
        """It has happened."""
        self.happened = True
        self.at = moment

    def __call__(self, remote):
        """Put around what is awaited, entered or iterated, or around the function that gives it."""
        remote._cut = self
        return remote

    def __str__(self):
        count, when = self.place
        moment = "at" if when == "waiting" else "in the very moment that ended"
        return f"{moment} await number {count}"


def every_await():
    """
    A cut for each await of what it is put around, in turn: while it waits, and again in the moment in which its wait ends.
    Who breaks out of the loop misses the second round.
    """
    for when in ("waiting", "woken"):
        for count in itertools.count(1):
            cut = Cut(count, when)
            yield cut
            if not cut.happened or count > _MOST_AWAITS:
                break


class pulse:
    """While inside, looks every `every` seconds how soon the learner's loop gets to something else: `late`, at worst."""

    def __init__(self, every=0.25):
        self._every = every
        self._sent = {}
        self._late = 0

    @property
    def late(self):
        """Seconds."""
        return round(max([self._late, *(now() - moment for moment in self._sent.values())]), 6)

    async def __aenter__(self):
        self._task = asyncio.create_task(self._beat())
        return self

    async def __aexit__(self, *_):
        self._task.cancel()
        await asyncio.wait([self._task])

    async def _beat(self):
        for number in itertools.count():
            await asyncio.sleep(self._every)
            self._sent[number] = now()
            _world.request("ping", listener=lambda _, number=number: self._hear(number))

    def _hear(self, number):
        self._late = max(self._late, now() - self._sent.pop(number))
