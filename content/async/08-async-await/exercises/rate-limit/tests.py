"""Behaviours of `RateLimiter`. Times are virtual; what is judged are the rules of the task, not one way to keep them."""

import asyncio

from grading import attempt, behaviour, every_await, expect, learner, now, pulse, seconds

SOON = 0.1
"""How late somebody may start who could: a limiter that looks at its clock ten times a second is as good as one that knows."""
EXACT = 0.00001
"""Clocks count in fractions that are not exact."""


class Caller:
    """Somebody who comes now and wants to start."""

    def __init__(self, limiter, aim=lambda function: function):
        self.came = now()
        self.task = asyncio.create_task(attempt(aim(limiter.turn)))

    def cancel(self):
        self.task.cancel()

    async def ended(self):
        await asyncio.wait([self.task], timeout=500)
        expect(self.task.done(), "Somebody waited for their turn for ever.")
        return self.task.result()

    async def started(self):
        """When."""
        ended = await self.ended()
        expect(ended.returned, f"Somebody waited for their turn, and of turn: {ended}.")
        return round(ended.at, 6)


async def callers(limiter, moments):
    """Callers who come at these moments, counted from now."""
    start, come = now(), []
    for moment in moments:
        if start + moment > now():
            await asyncio.sleep(start + moment - now())
        come.append(Caller(limiter))
    return come


async def expect_rule(come, rate, per):
    """Not too many of them started in `per` seconds, and nobody later than necessary."""
    told, starts = await told_of(come, rate, per)
    starts.sort()
    for place, start in enumerate(starts):
        if place >= rate:
            expect(start - starts[place - rate] >= per - EXACT, f"{told}: {rate + 1} of them within less than {per} s.")
    for place, (start, came) in enumerate(zip(starts, sorted(one.came - come[0].came for one in come))):
        due = max([came, *starts[:place][-1:], *([starts[place - rate] + per] if place >= rate else [])])
        expect(start <= due + SOON, f"{told}: number {place + 1} could have started at {seconds([due])}, and waited longer.")


async def expect_order(come, rate, per):
    """They started in the order in which they came."""
    told, starts = await told_of(come, rate, per)
    expect(all(before <= after + EXACT for before, after in zip(starts, starts[1:])), f"{told}: not in the order in which they came.")


async def told_of(come, rate, per):
    """What was seen, and when they started, counted from when the first one came."""
    start = come[0].came
    starts = [round(await caller.started() - start, 6) for caller in come]
    came = [round(caller.came - start, 6) for caller in come]
    return f"With rate={rate} and per={per}, callers who came at {seconds(came)} started at {seconds(starts)}", starts


def limiter_of(rate, per):
    return learner.RateLimiter(rate, per)


@behaviour("lets the first ones start at once", "As many as `rate` must be able to start at once.")
async def at_once():
    for rate in (1, 2, 5):
        limiter = limiter_of(rate, 10)
        start = now()
        for number in range(1, rate + 1):
            started = await Caller(limiter).started()
            expect(
                started - start <= SOON,
                f"With rate={rate} and per=10, number {number} was the only one who waited, and started after {seconds([started - start])}.",
            )


@behaviour("lets everything else run while somebody waits", "While somebody waits, other tasks must be able to run.")
async def not_blocking():
    limiter = limiter_of(1, 2)
    async with pulse() as beats:
        for caller in [Caller(limiter) for _ in range(3)]:
            await caller.started()
    expect(beats.late <= EXACT, f"While somebody waited, nothing else could run for {seconds([beats.late])}.")


@behaviour("lets no more than `rate` start within `per` seconds", "Too many could start within `per` seconds.")
async def not_too_many():
    for rate, per in ((1, 2), (2, 3), (3, 10)):
        limiter = limiter_of(rate, per)
        start = now()
        come = [Caller(limiter) for _ in range(2 * rate + 1)]
        starts = sorted([await caller.started() - start for caller in come])
        early = [one for place, one in enumerate(starts) if place >= rate and one - starts[place - rate] < per - EXACT]
        expect(
            not early,
            f"With rate={rate} and per={per}, {len(starts)} came at once and started after {seconds(starts)}:"
            f" more than {rate} within {per} s.",
        )


@behaviour("lets nobody wait longer than necessary", "Somebody had to wait although there was room.")
async def not_too_late():
    for rate, per in ((1, 2), (2, 3), (3, 10)):
        limiter = limiter_of(rate, per)
        start = now()
        come = [Caller(limiter) for _ in range(2 * rate + 1)]
        starts = sorted([await caller.started() - start for caller in come])
        wanted = [place // rate * per for place in range(len(starts))]
        late = [one for one, due in zip(starts, wanted) if one > due + SOON * (1 + due / per)]
        expect(
            not late,
            f"With rate={rate} and per={per}, {len(starts)} came at once and started after {seconds(starts)};"
            f" after {seconds(wanted)} it would have been allowed.",
        )


@behaviour("saves up nothing in a quiet time", "After a quiet time no more than `rate` may start at once.")
async def quiet():
    limiter = limiter_of(2, 3)
    come = await callers(limiter, (0, 1, 20, 20, 20, 20, 20))
    await expect_rule(come, 2, 3)


@behaviour("looks at any `per` seconds, wherever they begin", "The rule holds for any `per` seconds, not only for those that begin at a fixed time.")
async def sliding():
    # Those who come at the end of one stretch of 10 s count in the next one.
    for rate, moments in {2: (0, 9, 9.5, 10.5, 11), 3: (0, 8, 9, 10.5, 11, 11.5, 12)}.items():
        limiter = limiter_of(rate, 10)
        await expect_rule(await callers(limiter, moments), rate, 10)
    limiter = limiter_of(3, 10)
    await asyncio.sleep(7)
    await expect_rule(await callers(limiter, (0, 2, 4, 5, 6, 7)), 3, 10)


@behaviour("gives room again after a quiet time", "After a quiet time `rate` must be able to start at once.")
async def room_again():
    limiter = limiter_of(3, 5)
    for _ in range(3):
        start = now()
        starts = [await caller.started() - start for caller in [Caller(limiter) for _ in range(3)]]
        expect(
            max(starts) <= SOON,
            f"Nobody had started for 20 s; with rate=3 three came, and started after {seconds(sorted(starts))}.",
        )
        await asyncio.sleep(20)


@behaviour("takes numbers that are not whole", "`per` may be any number of seconds.")
async def fractions():
    for rate, per in ((1, 0.5), (3, 0.7), (2, 1.5)):
        limiter = limiter_of(rate, per)
        come = await callers(limiter, [number / 20 for number in range(3 * rate + 1)])
        await expect_rule(come, rate, per)


@behaviour("lets them start in the order in which they came", "Who comes first must start first.")
async def in_order():
    for rate in (1, 2):
        limiter = limiter_of(rate, 2)
        # While others wait, more come shortly after somebody has started.
        come = await callers(limiter, (0, 0.25, 0.5, 0.75, 1, 1.25, 2.125, 4.125, 4.375, 6.125))
        await expect_order(come, rate, 2)


@behaviour("counts from the start, not from the end of the work", "What a caller does after its turn must not matter.")
async def from_the_start():
    limiter = limiter_of(1, 2)
    start = now()
    began = []

    async def work():
        ended = await attempt(limiter.turn)
        expect(ended.returned, f"Somebody waited for their turn, and of turn: {ended}.")
        began.append(round(now() - start, 6))
        await asyncio.sleep(30)

    await asyncio.gather(*(work() for _ in range(4)))
    expect(
        all(one <= due + SOON * 4 for one, due in zip(began, (0, 2, 4, 6))),
        f"With rate=1 and per=2 four came, each with work of 30 s after its turn; they started after {seconds(began)}, not after 0, 2, 4 and 6 s.",
    )


@behaviour("keeps two limiters apart", "Two limiters must not share anything.")
async def apart():
    limiters = [limiter_of(1, 5), limiter_of(2, 3)]
    lines = [await callers(limiter, (0, 0, 0, 0)) for limiter in limiters]
    for line, rate, per in zip(lines, (1, 2), (5, 3)):
        starts = sorted([await caller.started() for caller in line])
        wanted = [place // rate * per for place in range(4)]
        right = all(due - EXACT <= one <= due + SOON * 4 for one, due in zip(starts, wanted))
        expect(right, f"Beside another limiter, with rate={rate} and per={per} four started at {seconds(starts)}, not at {seconds(wanted)}.")


@behaviour("raises ValueError when rate is below 1", "rate must be at least 1: anything less is a ValueError.")
async def rate_too_small():
    for rate in (0, -1):
        ended = await attempt(_make, rate, 1)
        expect(isinstance(ended.error, ValueError), f"With rate={rate} RateLimiter must raise ValueError, and {ended}.")


@behaviour("raises ValueError when per is 0 or less", "per must be more than 0: anything less is a ValueError.")
async def per_too_small():
    for per in (0, -1, -0.5):
        ended = await attempt(_make, 1, per)
        expect(isinstance(ended.error, ValueError), f"With per={per} RateLimiter must raise ValueError, and {ended}.")


async def _make(rate, per):
    learner.RateLimiter(rate, per)
    return "a limiter"


@behaviour("ends at once for who is cancelled", "Who is cancelled while waiting must come out at once, by cancellation.")
async def comes_out():
    limiter = limiter_of(1, 5)
    come = [Caller(limiter) for _ in range(4)]
    await asyncio.sleep(1)
    for caller in (come[3], come[1]):
        caller.cancel()
        asked = now()
        ended = await caller.ended()
        expect(ended.cancelled, f"Somebody was cancelled while waiting, and {ended}.")
        expect(ended.at - asked <= EXACT, f"Somebody was cancelled while waiting, and came out {seconds([ended.at - asked])} later.")


@behaviour("lets those behind move up when who waits is cancelled", "Who is cancelled must not count: those behind move up.")
async def move_up():
    for rate in (1, 2):
        for away in ([1], [0], [2], [0, 1], [1, 3], [0, 1, 2, 3, 4]):
            limiter = limiter_of(rate, 1)
            first = [Caller(limiter) for _ in range(rate)]
            for caller in first:
                await caller.started()
            waiting = []
            for _ in range(5):
                await asyncio.sleep(0.05)
                waiting.append(Caller(limiter))
            await asyncio.sleep(0.2)
            for number in away:
                waiting[number].cancel()
            await asyncio.sleep(0.2)
            left = [caller for number, caller in enumerate(waiting) if number not in away]
            late = Caller(limiter)
            await expect_moved([*first, *left, late], rate, 1, f"{len(away)} of 5 who waited were cancelled")


async def expect_moved(come, rate, per, what):
    """All of them started when they could, in order, as if nobody else had been there."""
    _, starts = await told_of(come, rate, per)
    told = f"With rate={rate} and per={per}, {what}; the others started at {seconds(starts)}"
    for place, start in enumerate(starts):
        due = max([come[place].came - come[0].came, *([starts[place - rate] + per] if place >= rate else [])])
        expect(
            due - EXACT <= start <= due + SOON,
            f"{told}: of these, number {place + 1} was to start at {seconds([due])}.",
        )


@behaviour("counts nobody who is cancelled, whenever that happens", "Whenever somebody is cancelled, those behind must start as if nobody had stood there.")
async def cancelled_anywhere():
    for cut in every_await():
        limiter = limiter_of(1, 1)
        first = Caller(limiter)
        await first.started()
        await asyncio.sleep(0.2)
        victim = Caller(limiter, cut)
        await asyncio.sleep(0.05)
        behind = Caller(limiter)
        await asyncio.sleep(0.05)
        last = Caller(limiter)
        ended = await victim.ended()
        if not cut.happened:
            await behind.started(), await last.started()
            continue
        # In the moment in which its wait ends, it may have started already.
        expect(ended.cancelled or ended.returned, f"Somebody was cancelled {cut}, and {ended}.")
        counted = [first, victim, behind, last] if ended.returned else [first, behind, last]
        await expect_moved(counted, 1, 1, f"one who waited was cancelled {cut}")
        await asyncio.sleep(10)
