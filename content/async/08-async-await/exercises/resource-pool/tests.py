"""Behaviours of `ResourcePool`. Who holds what, and when, is seen here: factory and resources are ours."""

import asyncio
import functools

from grading import attempt, behaviour, every_await, expect, learner, now, pulse, seconds, settle

SOON = 0.5
"""How late somebody may be served who could be served: the task promises an order, not a moment."""


class Broken(Exception):
    """What our factory and our bodies fail with."""


class Resource:
    def __init__(self, number, takes):
        self.number = number
        self.holders = 0
        self.closes = 0
        self.closed_at = None
        self._takes = takes

    async def close(self):
        expect(self.holders == 0, "A resource was closed while somebody was using it.")
        self.closes += 1
        await asyncio.sleep(self._takes)
        self.closed_at = now()


class Factory:
    """Makes resources: how many there are, were asked for, and were being made at the same time is known."""

    def __init__(self, takes=0, failures=0, close_takes=0):
        self.calls = 0
        self.made = []
        self._making = 0
        self._takes = takes
        self._failures = failures
        self._close_takes = close_takes
        self.most = 0

    async def make(self):
        self.calls += 1
        self._making += 1
        self.most = max(self.most, self._making + len(self.made))
        try:
            await asyncio.sleep(self._takes)
            if self._failures > 0:
                self._failures -= 1
                raise Broken("the factory failed")
            self.made.append(Resource(len(self.made) + 1, self._close_takes))
            return self.made[-1]
        finally:
            self._making -= 1


class Borrower:
    """Somebody who borrows, keeps it for `keeps` seconds (None: until told), and gives it back, or raises `fails_with`."""

    def __init__(self, pool, keeps=None, fails_with=None):
        self.resource = None
        self.got_at = self.left_at = None
        self._pool = pool
        self._keeps = keeps
        self._fails_with = fails_with
        self._enough = asyncio.Event()
        self._task = asyncio.create_task(attempt(self._borrow))

    @property
    def is_done(self):
        return self._task.done()

    def give_back(self):
        self._enough.set()

    def cancel(self):
        self._task.cancel()

    async def ended(self, what):
        """How it ended; `what` is what did not come if it does not."""
        await asyncio.wait([self._task], timeout=1000)
        expect(self._task.done(), what)
        return self._task.result()

    async def _borrow(self, aim=lambda context: context):
        async with aim(self._pool.acquire()) as resource:
            expect(isinstance(resource, Resource), "`async with pool.acquire() as resource` did not give what the factory made.")
            expect(resource.closes == 0, "A resource that had been closed was lent.")
            self.resource, self.got_at = resource, now()
            resource.holders += 1
            expect(resource.holders == 1, "Two borrowers had the same resource at the same time.")
            try:
                if self._keeps is None:
                    await self._enough.wait()
                else:
                    await asyncio.sleep(self._keeps)
            finally:
                resource.holders -= 1
                self.left_at = now()
            if self._fails_with is not None:
                raise self._fails_with
        return resource


def make_pool(factory, size):
    return learner.ResourcePool(factory.make, size)


async def expect_capacity(pool, size, after):
    """As many as fit can borrow at the same time."""
    borrowers = [Borrower(pool) for _ in range(size)]
    await asyncio.sleep(20)
    got = sum(borrower.resource is not None for borrower in borrowers)
    expect(got == size, f"{after}, only {got} of {size} could borrow at the same time: a place was lost.")
    for borrower in borrowers:
        borrower.give_back()
    for borrower in borrowers:
        ended = await borrower.ended(f"{after}, a borrower did not get out of `async with` again.")
        expect(ended.returned, f"{after}, somebody borrowed, and {ended}.")


@behaviour("lends what the factory makes", "`async with pool.acquire() as resource` must give a resource that the factory made.")
async def lends():
    factory = Factory()
    pool = make_pool(factory, 2)
    borrower = Borrower(pool, keeps=1)
    ended = await borrower.ended("Nobody else was there, and the first borrower got nothing.")
    expect(ended.returned, f"Somebody borrowed and gave back, and {ended}.")
    expect(ended.value in factory.made, "What was lent is not what the factory made.")


@behaviour("keeps two pools apart", "Two pools must not share anything.")
async def two_pools():
    factories = [Factory(), Factory()]
    pools = [make_pool(factory, 1) for factory in factories]
    for _ in range(2):
        borrowers = [Borrower(pool) for pool in pools]
        await asyncio.sleep(1)
        for borrower, factory in zip(borrowers, factories):
            expect(borrower.resource is not None, "There are two pools of size 1: one borrower each must be served.")
            expect(borrower.resource in factory.made, "There are two pools, and one lent what the other's factory had made.")
            borrower.give_back()
            await borrower.ended("A borrower did not get out of `async with` again.")


@behaviour("raises ValueError when size is below 1", "A pool of less than one resource must be refused.")
async def refuses_size():
    for size in (0, -1):
        ended = await attempt(call, learner.ResourcePool, Factory().make, size)
        came = "it raised nothing" if ended.returned else ended
        expect(isinstance(ended.error, ValueError), f"ResourcePool(factory, {size}) must raise ValueError, and {came}.")


async def call(function, *args):
    """So that nothing that comes of it is awaited."""
    function(*args)


@behaviour("makes nothing before it is needed", "Resources are made when somebody needs one, not before.")
async def lazy():
    factory = Factory()
    pool = make_pool(factory, 3)
    await asyncio.sleep(5)
    expect(factory.calls == 0, f"Nobody had borrowed yet, and the factory was called {factory.calls} times.")
    first, second = Borrower(pool), None
    await asyncio.sleep(5)
    expect(factory.calls == 1, f"One had borrowed, and the factory was called {factory.calls} times.")
    second = Borrower(pool)
    await asyncio.sleep(5)
    expect(factory.calls == 2, f"Two were borrowing, and the factory was called {factory.calls} times.")
    for borrower in (first, second):
        borrower.give_back()
        await borrower.ended("A borrower did not get out of `async with` again.")


@behaviour("lends again what has come back", "What has been given back must be lent again before something new is made.")
async def reuses():
    for size in (1, 3):
        factory = Factory()
        pool = make_pool(factory, size)
        for _ in range(4):
            ended = await Borrower(pool, keeps=1).ended("It was free, and the next borrower did not get it.")
            expect(ended.returned, f"Somebody borrowed and gave back, and {ended}.")
            expect(
                factory.calls == 1,
                f"With size {size}, one borrower came after the other, and the factory was called again although one was free.",
            )
        expect(factory.made[0].closes == 0, "A resource was closed although the pool was not.")


@behaviour("makes who comes too many wait", "When all are in use, acquire waits.")
async def waits():
    factory = Factory()
    pool = make_pool(factory, 2)
    first, second, third = Borrower(pool, keeps=3), Borrower(pool, keeps=5), None
    await asyncio.sleep(1)
    third = Borrower(pool, keeps=1)
    await asyncio.sleep(1)
    expect(third.resource is None, "Both resources were in use, and a third borrower got one.")
    expect(not third.is_done, "Both resources were in use; the third borrower did not wait.")
    ended = await third.ended("A resource came back, and who had waited for it did not get it.")
    expect(ended.returned, f"Two were in use and a third borrower waited, and then {ended}.")
    expect(
        3 <= third.got_at <= 3 + SOON,
        f"A resource came back after 3 s, and who waited for it got it after {seconds([third.got_at])}.",
    )
    expect(third.resource is first.resource, "Who waited must get the resource that came back.")
    await second.ended("A borrower did not get out of `async with` again.")


@behaviour("never has more than `size` resources", "There are more resources than `size`.")
async def at_most():
    for takes in (0, 1):
        for size in (1, 2, 3):
            factory = Factory(takes=takes)
            pool = make_pool(factory, size)
            borrowers = [Borrower(pool, keeps=2) for _ in range(7)]
            for borrower in borrowers:
                ended = await borrower.ended(f"With size {size}, one of 7 borrowers never got anything.")
                expect(ended.returned, f"With size {size}, 7 borrowed, and of one: {ended}.")
            expect(
                factory.most <= size,
                f"With size {size} and 7 borrowers, there were {factory.most} resources at once, those being made included.",
            )


@behaviour("lends each resource to one at a time", "Two borrowers had the same resource at the same time.")
async def exclusive():
    factory = Factory()
    pool = make_pool(factory, 3)
    borrowers = [Borrower(pool) for _ in range(3)]
    await asyncio.sleep(5)
    lent = [borrower.resource for borrower in borrowers]
    expect(None not in lent, "With size 3, three could not borrow at the same time.")
    expect(len({resource.number for resource in lent}) == 3, "Two borrowers had the same resource at the same time.")
    for borrower in borrowers:
        borrower.give_back()
        await borrower.ended("A borrower did not get out of `async with` again.")


@behaviour("lets one task borrow two", "One task may hold as many as there are.")
async def nested():
    factory = Factory()
    pool = make_pool(factory, 2)

    async def both():
        async with pool.acquire() as one:
            async with pool.acquire() as other:
                return one is not other

    ended = await attempt(both)
    expect(ended.value is True, f"With size 2, one task borrowed two at the same time, and {ended}.")
    await expect_capacity(pool, 2, "After one task had borrowed two")


@behaviour("serves who waits in the order they came", "Who came first must be served first.")
async def in_order():
    for size in (1, 2):
        pool = make_pool(Factory(), size)
        holders = [Borrower(pool, keeps=10 + number) for number in range(size)]
        await asyncio.sleep(1.13)
        waiting = []
        for _ in range(5):
            waiting.append(Borrower(pool, keeps=4))
            await asyncio.sleep(0.37)
        # One more comes while others wait, in the moment after something has come back.
        await asyncio.sleep(7.08)
        waiting.append(Borrower(pool, keeps=4))
        for borrower in (*holders, *waiting):
            ended = await borrower.ended("Somebody who waited was never served.")
            expect(ended.returned, f"Somebody waited, and then {ended}.")
        got = [borrower.got_at for borrower in waiting]
        expect(got == sorted(got), f"With size {size}, six waited, and were served at {seconds(got)}: not in the order in which they came.")


@behaviour("lets everything else run while somebody waits", "While somebody waits for a resource, other tasks must be able to run.")
async def not_blocking():
    pool = make_pool(Factory(takes=1), 1)
    async with pulse() as beats:
        first = Borrower(pool, keeps=3)
        second = Borrower(pool, keeps=3)
        await first.ended("The first borrower did not get out again.")
        await second.ended("Who had waited was never served.")
    expect(beats.late == 0, f"While somebody waited, nothing else could run for {seconds([beats.late])}.")


@behaviour("takes back a resource when the body raises", "After an exception in the body the resource must be free again.")
async def back_after_exception():
    factory = Factory()
    pool = make_pool(factory, 1)
    for number in range(3):
        error = Broken(f"the body failed, {number}")
        ended = await Borrower(pool, 1, error).ended("A body raised, and after that nobody could borrow any more.")
        expect(ended.error is error, f"The body raised {error!r}; that must come out of `async with`, and {ended}.")
    await expect_capacity(pool, 1, "After a body had raised")
    expect(factory.calls == 1, "After a body had raised, something new was made: the resource was not given back.")


@behaviour("serves who waits after a body raises", "After an exception in the body, who waits must be served.")
async def waiter_after_exception():
    pool = make_pool(Factory(), 1)
    failing = Borrower(pool, 2, Broken("the body failed"))
    await asyncio.sleep(1)
    waiting = Borrower(pool, 1)
    ended = await waiting.ended("A body raised while somebody waited, and who waited was never served.")
    expect(ended.returned, f"A body raised while somebody waited; of who waited: {ended}.")
    await failing.ended("A body raised, and `async with` did not end.")


@behaviour("takes back a resource when the body is cancelled", "After a cancellation in the body the resource must be free again.")
async def back_after_cancellation():
    factory = Factory()
    pool = make_pool(factory, 1)
    for _ in range(3):
        borrower = Borrower(pool)
        await asyncio.sleep(1)
        waiting = Borrower(pool, 1)
        await asyncio.sleep(1)
        borrower.cancel()
        ended = await borrower.ended("A body was cancelled, and `async with` did not end.")
        expect(ended.cancelled, f"A body was cancelled, and of the borrower: {ended}.")
        ended = await waiting.ended("A body was cancelled while somebody waited, and who waited was never served.")
        expect(ended.returned, f"A body was cancelled while somebody waited; of who waited: {ended}.")
    await expect_capacity(pool, 1, "After a body had been cancelled")
    expect(factory.calls == 1, "After a body had been cancelled, something new was made: the resource was not given back.")


@behaviour("tells who asked that the factory failed", "An exception of the factory must come out of acquire.")
async def factory_error():
    for takes in (0, 1):
        pool = make_pool(Factory(takes, failures=1), 1)
        ended = await Borrower(pool, 1).ended("The factory failed, and who had asked waits for ever.")
        expect(isinstance(ended.error, Broken), f"The factory failed; its exception must come out of acquire, and {ended}.")


@behaviour("loses no place when the factory fails", "After a failure of the factory there must be as many places as before.")
async def factory_failures():
    for takes in (0, 1):
        for size in (1, 2):
            factory = Factory(takes, failures=size + 1)
            pool = make_pool(factory, size)
            for _ in range(size + 1):
                ended = await Borrower(pool, 1).ended("After a failure of the factory, the next who asked waits for ever.")
                expect(isinstance(ended.error, Broken), f"The factory failed, and of who had asked: {ended}.")
            await expect_capacity(pool, size, f"After {size + 1} failures of the factory")
            expect(factory.most <= size, f"After failures of the factory, there were {factory.most} resources with size {size}.")


@behaviour("serves who waits after the factory fails", "When the factory fails, who waits must have its turn.")
async def waiters_after_factory_failure():
    pool = make_pool(Factory(takes=2, failures=2), 1)
    borrowers = []
    for _ in range(4):
        borrowers.append(Borrower(pool, 1))
        await asyncio.sleep(0.25)
    ended = [await one.ended("The factory failed for one while others waited, and they wait for ever.") for one in borrowers]
    failed = [isinstance(one.error, Broken) for one in ended]
    expect(
        sum(failed) == 2 and all(one.returned for one, bad in zip(ended, failed) if not bad),
        "The factory failed twice, then worked; of four who wanted to borrow, two must get its exception and two a resource.",
    )


@behaviour("loses no place when who waits is cancelled", "After a waiter was cancelled there must be as many places as before.")
async def cancelled_waiters():
    for size in (1, 2):
        pool = make_pool(Factory(), size)
        holders = [Borrower(pool) for _ in range(size)]
        await asyncio.sleep(1)
        waiting = []
        for _ in range(4):
            waiting.append(Borrower(pool, 1))
            await asyncio.sleep(0.25)
        for number in (0, 2):
            waiting[number].cancel()
            ended = await waiting[number].ended("Somebody who waited was cancelled, and went on waiting.")
            expect(ended.cancelled, f"Somebody who waited was cancelled, and {ended}.")
        for holder in holders:
            holder.give_back()
        for number in (1, 3):
            ended = await waiting[number].ended("One who waited was cancelled, and who stood behind was never served.")
            expect(ended.returned, f"One who waited was cancelled; of who stood behind: {ended}.")
        expect(waiting[1].got_at <= waiting[3].got_at, "One who waited was cancelled, and the others were served out of order.")
        await expect_capacity(pool, size, "After waiters had been cancelled")


@behaviour("loses nothing wherever a borrower is cancelled", "Wherever a borrower is cancelled, no place may be lost.")
async def cancelled_anywhere():
    for cut in every_await():
        pool = make_pool(Factory(takes=1), 1)
        await _cancel_one(pool, cut, f"After a borrower had been cancelled {cut}, while a resource was made or used")


@behaviour("loses nothing wherever one who waits is cancelled", "Wherever a waiter is cancelled, no place may be lost.")
async def cancelled_waiter_anywhere():
    for cut in every_await():
        factory = Factory()
        pool = make_pool(factory, 1)
        holder = Borrower(pool, keeps=3)
        await asyncio.sleep(1)
        behind = asyncio.create_task(_come_later(pool))
        await _cancel_one(pool, cut, f"After one who waited had been cancelled {cut}")
        await holder.ended("Who had the resource did not get out of `async with` again.")
        ended = await (await behind).ended(f"One who waited was cancelled {cut}, and who stood behind was never served.")
        expect(ended.returned, f"One who waited was cancelled {cut}; of who stood behind: {ended}.")


async def _come_later(pool):
    await asyncio.sleep(1)
    return Borrower(pool, keeps=1)


async def _cancel_one(pool, cut, after):
    victim = Borrower.__new__(Borrower)
    victim._pool, victim._keeps, victim._fails_with, victim.resource = pool, 1, None, None
    ended = await attempt(victim._borrow, cut)
    expect(ended.cancelled or not cut.happened, f"{after}: {ended}.")
    await expect_capacity(pool, 1, after)


@behaviour("closes every resource once", "close must close every resource that was made, each once.")
async def closes_all():
    factory = Factory(close_takes=1)
    pool = make_pool(factory, 3)
    borrowers = [Borrower(pool, keeps=1, fails_with=error) for error in (None, Broken("the body failed"), None)]
    for borrower in borrowers:
        await borrower.ended("A borrower did not get out of `async with` again.")
    ended = await attempt(pool.close)
    expect(ended.returned, f"All resources were back; of close: {ended}.")
    closes = [resource.closes for resource in factory.made]
    expect(closes == [1, 1, 1], f"Three resources were made; close() of them was called {closes} times.")
    expect(
        all(resource.closed_at is not None for resource in factory.made),
        "close came back before the resources had finished closing: it must await their close().",
    )


@behaviour("can be closed when nothing was ever made", "Closing a pool that nobody used must work.")
async def closes_unused():
    factory = Factory()
    pool = make_pool(factory, 2)
    ended = await attempt(pool.close)
    expect(ended.returned, f"Nobody had borrowed anything; of close: {ended}.")
    expect(factory.calls == 0, "close made a resource.")


@behaviour("waits with closing until all are back", "close must wait for what is still borrowed.")
async def close_waits():
    factory = Factory()
    pool = make_pool(factory, 3)
    borrowers = [Borrower(pool, keeps=keeps) for keeps in (1, 4, 6)]
    await asyncio.sleep(2)
    closing = asyncio.create_task(attempt(pool.close))
    await asyncio.sleep(1)
    expect(not closing.done(), "Two resources were still borrowed, and close did not wait for them.")
    for borrower in borrowers:
        ended = await borrower.ended("While close waited, a borrower did not get out of `async with` again.")
        expect(ended.returned, f"While close waited, a borrower gave back, and {ended}.")
    await asyncio.wait([closing], timeout=100)
    expect(closing.done(), "All resources were back, and close went on waiting.")
    ended = closing.result()
    expect(ended.returned, f"All resources were back; of close: {ended}.")
    expect(6 <= ended.at <= 6 + SOON, f"The last resource came back after 6 s, and close came back after {seconds([ended.at])}.")
    closes = [resource.closes for resource in factory.made]
    expect(closes == [1, 1, 1], f"Three resources were made; close() of them was called {closes} times.")


@behaviour("raises RuntimeError when somebody borrows after close", "After close, acquire must raise RuntimeError.")
async def refuses_after_close():
    for used in (False, True):
        factory = Factory()
        pool = make_pool(factory, 2)
        if used:
            await Borrower(pool, keeps=1).ended("A borrower did not get out of `async with` again.")
        await attempt(pool.close)
        calls = factory.calls
        ended = await Borrower(pool, 1).ended("The pool was closed, and who wanted to borrow then waits for ever.")
        expect(isinstance(ended.error, RuntimeError), f"The pool was closed; acquire must raise RuntimeError, and {ended}.")
        expect(factory.calls == calls, "The pool was closed, and made something new.")


@behaviour("raises RuntimeError when somebody borrows while it closes", "From close on, acquire must raise RuntimeError.")
async def refuses_while_closing():
    pool = make_pool(Factory(), 2)
    borrower = Borrower(pool, keeps=5)
    await asyncio.sleep(1)
    closing = asyncio.create_task(attempt(pool.close))
    await asyncio.sleep(1)
    late = await Borrower(pool, 1).ended("close was waiting, and who wanted to borrow then waits for ever.")
    expect(isinstance(late.error, RuntimeError), f"close had been called; acquire must raise RuntimeError, and {late}.")
    await borrower.ended("While close waited, a borrower did not get out of `async with` again.")
    expect((await closing).returned, f"All resources were back; of close: {closing.result()}.")


@behaviour("leaves nobody waiting when it is closed", "Who already waits when close is called must be served, or get RuntimeError.")
async def waiters_when_closing():
    factory = Factory()
    pool = make_pool(factory, 1)
    holder = Borrower(pool, keeps=3)
    await asyncio.sleep(1)
    waiting = [Borrower(pool, keeps=1) for _ in range(2)]
    await asyncio.sleep(1)
    closing = asyncio.create_task(attempt(pool.close))
    for borrower in waiting:
        ended = await borrower.ended("Somebody waited when close was called, and waits for ever.")
        served = ended.returned or isinstance(ended.error, RuntimeError)
        expect(served, f"Who already waits when close is called must be served or get RuntimeError; {ended}.")
    await holder.ended("While close waited, a borrower did not get out of `async with` again.")
    await asyncio.wait([closing], timeout=100)
    expect(closing.done(), "Somebody waited when close was called, and close waits for ever.")
    expect(closing.result().returned, f"Of close: {closing.result()}.")
    closes = [resource.closes for resource in factory.made]
    expect(closes == [1] * len(closes), f"close() of the resources was called {closes} times.")


@behaviour("leaves other pools open when one is closed", "Two pools must not share anything.")
async def closes_one():
    pools = [make_pool(Factory(), 1) for _ in range(2)]
    await attempt(pools[0].close)
    ended = await Borrower(pools[1], 1).ended("One pool was closed, and nobody can borrow from the other.")
    expect(ended.returned, f"One pool was closed; somebody borrowed from the other, and {ended}.")


@behaviour("takes any callable that gives something to await", "factory may be anything that can be called and gives an awaitable.")
async def any_factory():
    class Making:
        def __init__(self, factory):
            self._factory = factory

        def __await__(self):
            return self._factory.make().__await__()

    factory = Factory()
    for kind, make in {
        "a lambda": lambda: factory.make(),
        "a functools.partial": functools.partial(lambda _: factory.make(), 1),
        "a function that returns a Task": lambda: asyncio.ensure_future(factory.make()),
        "a function that returns an object with __await__": lambda: Making(factory),
    }.items():
        pool = learner.ResourcePool(make, 1)
        ended = await Borrower(pool, 1).ended(f"With {kind} as factory, nobody gets anything.")
        expect(ended.returned, f"With {kind} as factory, {ended}.")
