"""Behaviours of `serve`. Queue, event and handlers are ours: what is taken, begins and ends is seen here."""

import asyncio

from grading import attempt, behaviour, expect, learner, now, pulse, seconds

SOON = 0.1
"""How late a job may be taken: who looks ten times a second is as good as who is told."""


class Refused(Exception):
    """An error of ours, so that nobody can know its name."""


class Shop:
    """A queue, an event, and a handler. A job is (name, seconds) and may have more: seconds of cleaning up, an exception."""

    def __init__(self):
        self.jobs = asyncio.Queue()
        self.stop = asyncio.Event()
        self.began, self.ended, self.cancelled = {}, {}, {}
        self.called = []

    async def handle(self, job):
        name, takes, *more = job
        cleanup, error = (*more, 0, None)[:2] if len(more) != 1 else (more[0], None)
        self.called.append(name)
        self.began[name] = now()
        try:
            await asyncio.sleep(takes)
            if error is not None:
                raise error
        except asyncio.CancelledError:
            self.cancelled[name] = now()
            if cleanup:
                await asyncio.sleep(cleanup)
            if error is not None:
                raise error from None
            raise
        finally:
            self.ended[name] = now()

    @property
    def running(self):
        return len(self.began) - len(self.ended)

    def put(self, *job):
        self.jobs.put_nowait(job)

    def serve(self, grace=10):
        """As a task that never fails: how it ended is its result."""
        return asyncio.create_task(attempt(learner.serve, self.jobs, self.handle, self.stop, grace=grace))


async def end_of(serving, what):
    await asyncio.wait([serving], timeout=500)
    expect(serving.done(), f"{what}, and serve never came back.")
    return serving.result()


async def expect_pair(serving, pair, what):
    """What it returned; `what` had happened."""
    ended = await end_of(serving, what)
    expect(ended.returned, f"{what}; of serve: {ended}.")
    given = tuple(ended.value) if isinstance(ended.value, (list, tuple)) else ended.value
    expect(given == pair, f"{what}; serve must return {pair}, and {ended}.")
    return ended


@behaviour("handles a job that comes", "A job was put into the queue, and was not handled.")
async def one_job():
    shop = Shop()
    shop.serve()
    await asyncio.sleep(1)
    shop.put("job", 1)
    await asyncio.sleep(3)
    expect(shop.called == ["job"], f"One job was put into the queue after 1 s, and handle was called {len(shop.called)} times.")
    expect(shop.began["job"] <= 1 + SOON, f"A job came after 1 s, and was begun only after {seconds([shop.began['job']])}.")


@behaviour("starts each job as it comes, beside those that run", "A job must be started at once, also while others are running.")
async def side_by_side():
    shop = Shop()
    shop.serve()
    for name in ("one", "two", "three", "four"):
        await asyncio.sleep(0.5)
        shop.put(name, 10)
    for name in ("five", "six", "seven"):
        shop.put(name, 10)
    await asyncio.sleep(2)
    expect(len(shop.began) == 7, f"Seven jobs of 10 s came within 2 s, and after 4 s {len(shop.began)} had begun: they must not wait for each other.")
    late = [name for name, due in (("one", 0.5), ("two", 1), ("three", 1.5), ("four", 2), ("seven", 2)) if shop.began[name] > due + SOON]
    expect(not late, f"Jobs came after 0.5, 1, 1.5 and 2 s; they were begun after {seconds(sorted(shop.began.values()))}.")


@behaviour("handles each job once", "Each job must be handled once.")
async def once():
    shop = Shop()
    for number in range(5):
        shop.put(number, 1)
    shop.serve()
    await asyncio.sleep(5)
    expect(sorted(shop.called) == list(range(5)), f"Five jobs were there, 0 to 4; handle was called with {sorted(shop.called)}.")


@behaviour("ends when stop is set while it waits for a job", "Setting stop must end the waiting for a job.")
async def stops_idle():
    shop = Shop()
    serving = shop.serve()
    await asyncio.sleep(3)
    expect(not serving.done(), "stop was not set, and serve came to its end.")
    shop.stop.set()
    ended = await expect_pair(serving, (0, 0), "There was no job, and stop was set")
    expect(ended.at <= 3 + SOON, f"stop was set after 3 s while nothing ran, and serve came back after {seconds([ended.at])}.")


@behaviour("goes on after a handler has failed", "An exception of a handler must not disturb the others, nor end the server.")
async def failing():
    shop = Shop()
    serving = shop.serve()
    await asyncio.sleep(1)
    shop.put("long", 8)
    shop.put("bad", 1, 0, Refused("no"))
    await asyncio.sleep(2)
    expect(not serving.done(), "A handler raised an exception, and serve came to its end.")
    expect("long" not in shop.ended, "A handler raised an exception, and another one that ran was stopped.")
    shop.put("next", 1)
    await asyncio.sleep(2)
    expect("next" in shop.began, "A handler raised an exception, and the next job was not begun.")
    shop.put("bad, late", 2, 0, Refused("no"))
    await asyncio.sleep(1)
    shop.stop.set()
    await expect_pair(serving, (4, 0), "Two handlers ended well, and two raised an exception, one of them after stop; none was cancelled")


@behaviour("takes nothing when stop was set before", "When stop is set from the beginning, no job may be taken.")
async def stopped_before():
    shop = Shop()
    shop.put("job", 1)
    shop.stop.set()
    serving = shop.serve()
    ended = await expect_pair(serving, (0, 0), "stop had been set before serve was called")
    expect(not shop.called, "stop had been set before serve was called, and a job was handled all the same.")
    expect(shop.jobs.qsize() == 1, "stop had been set before serve was called, and a job was taken from the queue.")
    expect(ended.at <= SOON, f"stop had been set before, and serve came back after {seconds([ended.at])}.")


@behaviour("takes no job after stop", "Jobs that come after stop must stay in the queue.")
async def takes_no_more():
    shop = Shop()
    shop.put("long", 6)
    serving = shop.serve()
    await asyncio.sleep(1)
    shop.stop.set()
    await asyncio.sleep(1)
    for number in range(3):
        shop.put(number, 1)
        await asyncio.sleep(0.5)
    await expect_pair(serving, (1, 0), "One job ran when stop was set, and three came after that")
    for number in range(2):
        shop.put(number, 1)
    await asyncio.sleep(5)
    expect(shop.called == ["long"], "A job came after stop, and was handled all the same.")
    expect(
        shop.jobs.qsize() == 5,
        f"Five jobs came after stop, and {shop.jobs.qsize()} are in the queue: somebody was still waiting for one, and took it.",
    )


@behaviour("lets running handlers finish", "Handlers that run when stop is set have `grace` seconds to end.")
async def lets_finish():
    shop = Shop()
    for name, takes in (("a", 2), ("b", 4), ("c", 5)):
        shop.put(name, takes)
    serving = shop.serve(grace=10)
    await asyncio.sleep(1)
    shop.stop.set()
    ended = await expect_pair(serving, (3, 0), "Three handlers ran when stop was set, and would have ended within 10 s of grace")
    expect(not shop.cancelled, "A handler that would have ended within the time of grace was cancelled.")
    expect(
        4.99 <= ended.at <= 5 + SOON,
        f"The last handler ended after 5 s, long before the grace was over; serve came back after {seconds([ended.at])}.",
    )


@behaviour("cancels who runs longer than `grace`", "Handlers that still run when grace is over must be cancelled.")
async def cancels_late():
    shop = Shop()
    for name, takes in (("a", 2), ("b", 50), ("c", 60)):
        shop.put(name, takes)
    serving = shop.serve(grace=4)
    await asyncio.sleep(1)
    shop.stop.set()
    what = "One handler ended within 4 s of grace after stop, and two ran longer"
    ended = await end_of(serving, what)
    await asyncio.sleep(100)
    expect("b" in shop.cancelled and "c" in shop.cancelled, f"{what}; not both were cancelled.")
    moments = sorted(shop.cancelled.values())
    expect(
        all(4.99 <= moment <= 5 + SOON for moment in moments),
        f"stop was set after 1 s, with grace=4; handlers were cancelled at {seconds(moments)}, not at 5 s.",
    )
    expect(ended.at <= 5 + SOON, f"The last handlers were cancelled at 5 s, and serve came back at {seconds([ended.at])}.")
    await expect_pair(serving, (1, 2), what)


@behaviour("cancels at once when there is no grace", "With grace=0 there is no time to wait.")
async def no_grace():
    shop = Shop()
    for name in ("a", "b"):
        shop.put(name, 50)
    serving = shop.serve(grace=0)
    await asyncio.sleep(1)
    shop.stop.set()
    ended = await expect_pair(serving, (0, 2), "Two handlers ran when stop was set, with grace=0")
    expect(ended.at <= 1 + SOON, f"stop was set after 1 s, with grace=0, and serve came back after {seconds([ended.at])}.")


@behaviour("counts also what ended before stop", "The pair must count every handler, from the beginning.")
async def counts_all():
    shop = Shop()
    serving = shop.serve(grace=3)
    for number in range(4):
        shop.put(number, 1)
        await asyncio.sleep(2)
    shop.put("soon", 2)
    shop.put("late", 50)
    await asyncio.sleep(1)
    shop.stop.set()
    await expect_pair(serving, (5, 1), "Four handlers ended before stop, one after it, and one had to be cancelled")


@behaviour("waits until the cancelled handlers have ended", "serve must not come back before the handlers that it cancelled have ended.")
async def waits_for_cleanup():
    shop = Shop()
    shop.put("a", 50, 2)
    shop.put("b", 50, 5)
    shop.put("c", 50, 0)
    serving = shop.serve(grace=2)
    await asyncio.sleep(1)
    shop.stop.set()
    ended = await end_of(serving, "Three handlers were cancelled, and cleaned up for up to 5 s")
    expect(shop.running == 0, f"serve came back while {shop.running} of the handlers that it had cancelled were still cleaning up.")
    expect(ended.at <= 8 + SOON, f"The last handler had cleaned up after 8 s, and serve came back after {seconds([ended.at])}.")
    await expect_pair(serving, (0, 3), "Three handlers were cancelled, and cleaned up")


@behaviour("counts as cancelled whom it had to cancel, however they end", "How a cancelled handler ends must not matter.")
async def cancelled_and_failing():
    shop = Shop()
    shop.put("a", 50, 1, Refused("the clean-up failed"))
    shop.put("b", 50, 3)
    serving = shop.serve(grace=2)
    await asyncio.sleep(1)
    shop.stop.set()
    await expect_pair(serving, (0, 2), "Two handlers had to be cancelled, and one of them raised an exception when it cleaned up")
    expect(shop.running == 0, "One cancelled handler failed, and serve did not wait for another one that was cleaning up.")


@behaviour("lets everything else run", "While serve waits, other tasks must be able to run.")
async def not_blocking():
    shop = Shop()
    async with pulse() as beats:
        serving = shop.serve(grace=2)
        await asyncio.sleep(2)
        shop.put("a", 50, 1)
        await asyncio.sleep(2)
        shop.stop.set()
        await end_of(serving, "stop was set")
    expect(beats.late == 0, f"While serve waited, nothing else could run for {seconds([beats.late])}.")


@behaviour("keeps two servers apart", "Two servers must not share anything.")
async def two_servers():
    shops = [Shop(), Shop()]
    serving = [shop.serve(grace=3) for shop in shops]
    for shop in shops:
        shop.put("long", 8)
    await asyncio.sleep(1)
    shops[0].stop.set()
    await expect_pair(serving[0], (0, 1), "Two servers ran, each with a job, and the first was stopped")
    expect(not serving[1].done() and not shops[1].ended, "One server was stopped, and the job of another one as well.")
    shops[1].put("more", 1)
    await asyncio.sleep(2)
    shops[1].stop.set()
    await expect_pair(serving[1], (2, 0), "Two servers ran, the first was stopped; the second had two jobs, which ended")


@behaviour("cancels all handlers when it is cancelled", "When serve is cancelled, all running handlers must be cancelled at once.")
async def cancelled():
    for is_stopping in (False, True):
        shop = Shop()
        start = now()
        shop.put("a", 50, 1)
        shop.put("b", 50, 3)
        shop.put("c", 50, 0, Refused("the clean-up failed"))
        serving = shop.serve(grace=20)
        await asyncio.sleep(1)
        if is_stopping:
            shop.stop.set()
        await asyncio.sleep(1)
        serving.cancel()
        what = "serve was cancelled in the time of grace" if is_stopping else "serve was cancelled while three handlers ran"
        ended = await end_of(serving, what)
        running = shop.running
        await asyncio.sleep(60)
        expect(len(shop.cancelled) == 3, f"{what}, and {len(shop.cancelled)} of 3 handlers were cancelled.")
        moments = [moment - start for moment in shop.cancelled.values()]
        expect(max(moments) <= 2 + SOON, f"{what}, after 2 s; its handlers were cancelled at {seconds(moments)}.")
        expect(running == 0, f"{what}, and came out while {running} handlers were still cleaning up.")
        expect(ended.cancelled, f"{what}, and {ended}.")


@behaviour("takes no job after it was cancelled", "When serve is cancelled, nothing of it may go on.")
async def cancelled_idle():
    shop = Shop()
    serving = shop.serve()
    await asyncio.sleep(1)
    serving.cancel()
    ended = await end_of(serving, "serve was cancelled while it waited for a job")
    expect(ended.cancelled, f"serve was cancelled while it waited for a job, and {ended}.")
    await asyncio.sleep(1)
    shop.put("job", 1)
    await asyncio.sleep(2)
    expect(not shop.called, "serve was cancelled, and a job that came after that was handled.")
    expect(shop.jobs.qsize() == 1, "serve was cancelled, and a job that came after that was taken from the queue.")
