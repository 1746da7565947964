"""What the learner's code calls of the tests: done here, at once, while it waits for the answer."""

import asyncio
import itertools
import types
from asyncio import tasks

from .wire import Fault


class Callbacks:
    """Of one world. What takes time is a task of the world's loop; its end is told by the number that was answered."""

    def __init__(self, world):
        self._world = world
        self._running = {}
        # Below zero: those above are of objects.
        self._numbers = itertools.count(-1, -1)
        self.is_answering = False

    def call(self, number, method, arguments, named):
        """The answer to a call."""
        return self._outcome(lambda: self._call(number, method, (arguments, named)))

    def run(self, number, method, arguments, named):
        """The answer to a call that is awaited."""
        return self._begin(lambda: self._call(number, method, (arguments, named)))

    def attend(self, number):
        """The answer to who awaits something."""
        return self._begin(lambda: self._world.values.object(number))

    def cancel(self, number):
        """Whoever waits for it is cancelled."""
        future = self._running[number] if number in self._running else self._world.values.object(number)
        # Later: a task that has not begun would not notice.
        self._world.loop.call_soon(future.cancel)

    def tell_end(self, number, future):
        """Tells when `future` is done what came of it."""

        def tell(_):
            self._running.pop(number, None)
            self._world.command("settle", number, self._outcome(future.result))

        future.add_done_callback(tell)

    def _call(self, number, method, given):
        values = self._world.values
        target = values.object(number)
        arguments, named = map(values.unpack, given)
        return (target if method is None else getattr(target, method))(*arguments, **named)

    def _outcome(self, act):
        was_answering, self.is_answering = self.is_answering, True
        try:
            return ["value", self._world.values.pack(act())]
        except asyncio.CancelledError:
            return ["cancelled"]
        except Fault:
            raise
        except BaseException as error:
            return ["error", self._world.values.pack(error)]
        finally:
            self.is_answering = was_answering

    def _begin(self, make):
        """Takes the first step at once: what need not wait does not."""
        try:
            awaitable = make()
        except Fault:
            raise
        except BaseException as error:
            return ["error", self._world.values.pack(error)]
        if not asyncio.iscoroutine(awaitable):
            return self._wait(asyncio.ensure_future(awaitable, loop=self._world.loop))
        step = _FirstStep(awaitable)
        task = self._world.loop.create_task(_rest_of(step))
        with _as_current(self._world.loop, task):
            outcome = self._outcome(step.take)
        return self._wait(task) if step.goes_on else outcome

    def _wait(self, future):
        number = next(self._numbers)
        self._running[number] = future
        self.tell_end(number, future)
        return ["wait", number]


class _FirstStep:
    def __init__(self, coroutine):
        self.coroutine = coroutine
        self.goes_on = False
        self.awaited = None

    def take(self):
        try:
            self.awaited = self.coroutine.send(None)
        except StopIteration as end:
            return end.value
        self.goes_on = True
        return None


async def _rest_of(step):
    if step.goes_on:
        return await _go_on(step)


@types.coroutine
def _go_on(step):
    coroutine, awaited = step.coroutine, step.awaited
    while True:
        try:
            given = yield awaited
        except GeneratorExit:
            coroutine.close()
            raise
        except BaseException as error:
            move, given = coroutine.throw, error
        else:
            move = coroutine.send
        try:
            awaited = move(given)
        except StopIteration as end:
            return end.value


class _as_current:
    """As if `task` took a step, whoever is at it."""

    def __init__(self, loop, task):
        self._loop = loop
        self._task = task

    def __enter__(self):
        self._before = tasks.current_task(self._loop)
        if self._before is not None:
            tasks._leave_task(self._loop, self._before)
        tasks._enter_task(self._loop, self._task)

    def __exit__(self, *_):
        tasks._leave_task(self._loop, self._task)
        if self._before is not None:
            tasks._enter_task(self._loop, self._before)
