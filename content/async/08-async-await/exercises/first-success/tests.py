"""Behaviours of `first_success`. The ops are ours: when each begins, ends and is cancelled is seen here."""

import asyncio
import functools

from grading import attempt, behaviour, every_await, expect, learner, now, pulse, seconds


SOON = 0.1
"""How late something may be noticed: the task promises what happens, not how quickly."""


class Refused(Exception):
    """An error of ours, so that nobody can know its name."""


class Op:
    """Takes `takes` seconds, then returns or raises `gives`; cancelled, it takes `cleanup` more, and raises `at_the_end` if given."""

    def __init__(self, takes, gives, cleanup=0, at_the_end=None):
        self.began, self.ended = [], []
        self.cancelled_at = None
        self._takes, self._gives = takes, gives
        self._cleanup, self._at_the_end = cleanup, at_the_end

    async def run(self):
        self.began.append(now())
        try:
            await asyncio.sleep(self._takes)
        except asyncio.CancelledError:
            self.cancelled_at = now()
            if self._cleanup:
                await asyncio.sleep(self._cleanup)
            if self._at_the_end is not None:
                raise self._at_the_end
            raise
        finally:
            self.ended.append(now())
        if isinstance(self._gives, BaseException):
            raise self._gives
        return self._gives


def runs(ops):
    return [op.run for op in ops]


def first(ops):
    return attempt(learner.first_success, *runs(ops))


@behaviour("gives back what its only op returns", "first_success did not give back what op returned.")
async def only_one():
    answer = object()
    ended = await first([Op(1, answer)])
    expect(ended.value is answer, f"There was one op, which succeeded; of first_success: {ended}.")


@behaviour("starts all ops at once", "All ops must be started at once.")
async def all_at_once():
    ops = [Op(3, "slow"), Op(2, "fast"), Op(4, "slowest")]
    await first(ops)
    began = [op.began for op in ops]
    expect(
        began == [[0], [0], [0]],
        f"Three ops were given; they were started at {', '.join(seconds(times) if times else 'no time' for times in began)}.",
    )


@behaviour("returns the result that comes first", "first_success did not return the first result.")
async def returns_first():
    for times in ((1, 3, 2), (3, 1, 2), (3, 2, 1)):
        start = now()
        ops = [Op(takes, f"after {takes} s") for takes in times]
        ended = await first(ops)
        expect(ended.value == "after 1 s", f"The ops take {seconds(times)}; the one of 1 s is first, and of first_success: {ended}.")
        took = round(ended.at - start, 6)
        expect(1 <= took <= 1 + SOON, f"The first result was there after 1 s, and first_success came back after {seconds([took])}.")


@behaviour("takes an empty result for a success", "A result such as None, 0 or False is a success too.")
async def empty_results():
    for result in (None, 0, False, "", []):
        ended = await first([Op(1, result), Op(2, "later")])
        expect(ended.returned, f"The first op returned {result!r}, and of first_success: {ended}.")
        same = ended.value == result and type(ended.value) is type(result)
        expect(same, f"The first op returned {result!r}, which is a success; of first_success: {ended}.")
    error = Refused("returned, not raised")

    async def gives_error():
        return error

    ended = await attempt(learner.first_success, gives_error, Op(2, "later").run)
    expect(ended.value is error, f"The first op returned (not raised) an exception, which is a result; of first_success: {ended}.")


@behaviour("goes on when an op fails", "A failure must not end the search: the others may still succeed.")
async def goes_on():
    for failing in ((1,), (1, 2), (1, 2, 3)):
        start = now()
        ops = [*(Op(takes, Refused(f"after {takes} s")) for takes in failing), Op(4, "answer"), Op(9, "late")]
        ended = await first(ops)
        expect(ended.value == "answer", f"{len(failing)} failed first, then one succeeded; of first_success: {ended}.")
        took = round(ended.at - start, 6)
        expect(4 <= took <= 4 + SOON, f"The first success was there after 4 s, and first_success came back after {seconds([took])}.")


@behaviour("calls no op twice", "Each op must be called once.")
async def once():
    ops = [Op(1, Refused("no")), Op(2, Refused("no")), Op(3, "answer")]
    await first(ops)
    calls = [len(op.began) for op in ops]
    expect(calls == [1, 1, 1], f"Three ops were given; they were called {calls} times.")


@behaviour("cancels the ops that still run", "The ops that still run must be cancelled when there is a result.")
async def cancels_losers():
    ops = [Op(5, "late"), Op(1, "answer"), Op(6, "later"), Op(7, Refused("late"))]
    ended = await first(ops)
    expect(ended.value == "answer", f"One op succeeded after 1 s; of first_success: {ended}.")
    await asyncio.sleep(20)
    for op in (ops[0], ops[2], ops[3]):
        expect(op.cancelled_at is not None, "One op succeeded, and another that still ran was not cancelled: it ran to its end.")
        expect(op.cancelled_at <= 1 + SOON, f"One op succeeded after 1 s, and another was cancelled only after {seconds([op.cancelled_at])}.")


@behaviour("returns when the cancelled ops have ended", "The cancelled ops must have ended before first_success returns.")
async def waits_for_losers():
    ops = [Op(9, "late", cleanup=2), Op(1, "answer"), Op(9, "late", cleanup=3), Op(9, "late")]
    ended = await first(ops)
    running = sum(not op.ended for op in ops)
    expect(running == 0, f"first_success came back while {running} of the ops that it had cancelled were still cleaning up.")
    expect(ended.value == "answer", f"One op succeeded, the others were cancelled; of first_success: {ended}.")
    expect(ended.at <= 4 + SOON, f"The last op had cleaned up after 4 s, and first_success came back after {seconds([ended.at])}.")


@behaviour("returns the result however the cancelled ops end", "How a cancelled op ends must not matter.")
async def losers_fail():
    for at_the_end in (Refused("the clean-up failed"), KeyError("the clean-up failed")):
        ops = [Op(9, "late", at_the_end=at_the_end), Op(1, "answer"), Op(9, "late", cleanup=2)]
        ended = await first(ops)
        expect(ended.value == "answer", f"One op succeeded; another raised {at_the_end!r} when it was cancelled; of first_success: {ended}.")
        expect(all(op.ended for op in ops), "A cancelled op failed, and first_success did not wait for another one that was cleaning up.")


@behaviour("raises an ExceptionGroup when all fail", "When all ops fail, an ExceptionGroup must come out.")
async def all_fail():
    for count in (1, 3):
        ops = [Op(number, Refused(f"failure {number}")) for number in range(1, count + 1)]
        ended = await first(ops)
        expect(
            isinstance(ended.error, ExceptionGroup),
            f"{count} of {count} ops failed; first_success must raise an ExceptionGroup, and {ended}.",
        )
        expect(
            len(ended.error.exceptions) == count,
            f"{count} of {count} ops failed, and the ExceptionGroup has {len(ended.error.exceptions)} in it.",
        )


@behaviour("puts the exceptions in the order of the ops", "The exceptions must stand in the order of the ops.")
async def in_order():
    for times in ((3, 1, 2), (1, 3, 2), (2, 3, 1), (5, 4, 3, 2, 1)):
        errors = [Refused(f"after {takes} s") for takes in times]
        ended = await first([Op(takes, error) for takes, error in zip(times, errors)])
        group = ended.error
        expect(isinstance(group, ExceptionGroup), f"All ops failed; first_success must raise an ExceptionGroup, and {ended}.")
        expect(
            len(group.exceptions) == len(errors) and all(one is error for one, error in zip(group.exceptions, errors)),
            f"The ops fail after {seconds(times)}; the ExceptionGroup must have their own exceptions in the order of the ops,"
            f" and has {list(group.exceptions)!r}.",
        )


@behaviour("keeps an ExceptionGroup of an op whole", "There must be one exception for each op, also where that is a group.")
async def groups_stay():
    errors = [ExceptionGroup("of an op", [Refused("one"), Refused("two")]), Refused("three")]
    ended = await first([Op(2, errors[0]), Op(1, errors[1])])
    expect(isinstance(ended.error, ExceptionGroup), f"All ops failed; first_success must raise an ExceptionGroup, and {ended}.")
    kept = ended.error.exceptions
    expect(
        len(kept) == 2 and isinstance(kept[0], ExceptionGroup) and kept[1] is errors[1],
        f"Two ops failed, the first with an ExceptionGroup; there must be one exception for each op, and there are {len(kept)}.",
    )


@behaviour("takes a failing call for a failure", "An op may fail when it is called: that is a failure like any other.")
async def fails_at_call():
    error = Refused("at the call")

    def broken():
        raise error

    for place in (0, 1):
        good = Op(1, "answer")
        ops = runs([good])
        ops.insert(place, broken)
        ended = await attempt(learner.first_success, *ops)
        expect(ended.value == "answer", f"One op raised when it was called, the other succeeded; of first_success: {ended}.")
    late = Refused("later")
    ended = await attempt(learner.first_success, Op(1, late).run, broken)
    expect(isinstance(ended.error, ExceptionGroup), f"All ops failed, one when it was called; of first_success: {ended}.")
    kept = ended.error.exceptions
    expect(
        len(kept) == 2 and kept[0] is late and kept[1] is error,
        f"Two ops failed, the second when it was called; the ExceptionGroup has {list(kept)!r}.",
    )


@behaviour("raises ValueError without any ops", "Without any ops a ValueError must come out.")
async def none():
    ended = await attempt(learner.first_success)
    expect(isinstance(ended.error, ValueError), f"There were no ops; first_success must raise ValueError, and {ended}.")


@behaviour("takes whatever can be awaited", "An op may be anything that can be called, and give anything that can be awaited.")
async def any_awaitable():
    class Awaitable:
        def __init__(self, op):
            self._op = op

        def __await__(self):
            return self._op.run().__await__()

    for kind, make in {
        "a lambda": lambda op: lambda: op.run(),
        "a functools.partial": lambda op: functools.partial(lambda _: op.run(), 1),
        "a function that returns a Task": lambda op: lambda: asyncio.ensure_future(op.run()),
        "a function that returns an object with __await__": lambda op: lambda: Awaitable(op),
    }.items():
        answer = object()
        ops = [Op(2, Refused("no")), Op(3, answer), Op(9, "late")]
        ended = await attempt(learner.first_success, *map(make, ops))
        expect(ended.value is answer, f"Each op was {kind}; of first_success: {ended}.")


@behaviour("serves several callers at once", "Calls of first_success that run at the same time must not disturb each other.")
async def several():
    answers = [object(), object()]
    many = [[Op(2, answers[0]), Op(9, "late")], [Op(1, Refused("no")), Op(3, answers[1])]]
    ended = await asyncio.gather(*map(first, many))
    expect([one.value for one in ended] == answers, f"Two calls ran at the same time; of one: {ended[0]}; of the other: {ended[1]}.")


@behaviour("lets everything else run while it waits", "While first_success waits, other tasks must be able to run.")
async def not_blocking():
    async with pulse() as beats:
        await first([Op(1, Refused("no")), Op(3, "answer"), Op(9, "late", cleanup=1)])
    expect(beats.late == 0, f"While first_success waited, nothing else could run for {seconds([beats.late])}.")


@behaviour("cancels all ops when it is cancelled", "When first_success is cancelled, all ops that still run must be cancelled.")
async def cancelled():
    ops = [Op(1, Refused("no")), Op(8, "late"), Op(9, "later")]
    call = asyncio.create_task(first(ops))
    await asyncio.sleep(2)
    call.cancel()
    ended = await call
    expect(ended.cancelled, f"first_success was cancelled while two ops ran, and {ended}.")
    await asyncio.sleep(20)
    stopped = [op.cancelled_at for op in ops[1:]]
    expect(all(at is not None and at <= 2 + SOON for at in stopped), "first_success was cancelled after 2 s while two ops ran, and not both were cancelled then.")


@behaviour("waits for the ops when it is cancelled", "Cancelled, first_success must wait until the ops have ended.")
async def cancelled_and_waits():
    ops = [Op(8, "late", cleanup=1), Op(9, "later", cleanup=3), Op(9, "later", at_the_end=Refused("the clean-up failed"))]
    call = asyncio.create_task(first(ops))
    await asyncio.sleep(2)
    call.cancel()
    ended = await call
    running = sum(not op.ended for op in ops)
    expect(running == 0, f"first_success was cancelled and came out while {running} ops were still cleaning up.")
    expect(ended.cancelled, f"first_success was cancelled while its ops ran, and {ended}.")


@behaviour("lets cancellation out wherever it waits for a result", "Cancelled while it waits for a result, it must end by cancellation.")
async def cancelled_anywhere():
    for cut in every_await():
        ops = [Op(0.1, Refused("no")), Op(0.2, Refused("no")), Op(0.3, "answer"), Op(9, "late")]
        start = now()
        ended = await attempt(cut(learner.first_success), *runs(ops))
        if not cut.happened:
            continue
        # From the first success on there is a result: then it may return as well.
        if round(cut.at - start, 6) < 0.3:
            expect(ended.cancelled, f"It was cancelled {cut}, before there was a result, and {ended}.")
        await asyncio.sleep(20)
        expect(all(len(op.ended) == len(op.began) for op in ops), f"It was cancelled {cut}, and an op ran on.")
        over = [max(op.ended, default=start) - cut.at for op in ops]
        expect(max(over) <= SOON, f"It was cancelled {cut}, and an op ran on for {seconds([max(over)])}.")
