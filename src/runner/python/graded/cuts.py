"""Cancels a task at the await that the judge has chosen, counted from 1."""

import asyncio
import types

# Nothing that a task can wait for.
_NOT_THERE = object()


class Cut:
    """`when`: `waiting`, as soon as it waits, or `woken`, in the very moment in which its wait is over."""

    def __init__(self, place, when, note):
        self._place = place
        self._when = when
        # Called with whether the judge is to cancel the body of what the task holds.
        self._note = note
        # What the task waits for while the body of what it holds is at work, on the judge's side.
        self.door = _NOT_THERE

    def look(self, count, awaited):
        """The task has suspended for the `count`th time, on `awaited`."""
        if count != self._place:
            return
        task, loop = asyncio.current_task(), asyncio.get_running_loop()
        if self._when == "woken" and hasattr(awaited, "add_done_callback"):
            # Before the task adds its own, so that it is cancelled and has not been told yet.
            awaited.add_done_callback(lambda _: self._cancel(task))
        elif awaited is self.door:
            # The judge cancels what is at work there, and then this.
            loop.call_soon(self._note, True)
        else:
            loop.call_soon(self._cancel, task)

    def _cancel(self, task):
        if not task.done():
            self._note(False)
            task.cancel()


@types.coroutine
def watched(coroutine, cut):
    """Drives `coroutine`, and lets `cut` look at each of its awaits."""
    count, step, given = 0, coroutine.send, None
    while True:
        try:
            awaited = step(given)
        except StopIteration as end:
            return end.value
        count += 1
        cut.look(count, awaited)
        try:
            given = yield awaited
            step = coroutine.send
        except GeneratorExit:
            coroutine.close()
            raise
        except BaseException as error:
            step, given = coroutine.throw, error
