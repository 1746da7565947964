"""Behaviours of `retry`. Times are virtual: a wait of four seconds is four seconds, to the microsecond."""

import asyncio
import functools

from grading import attempt, behaviour, every_await, expect, learner, now, pulse, script, seconds, settle

START = "retry did not come to an end as it should."


class Refused(Exception):
    """An error of ours, so that nobody can know its name."""


class RefusedForNow(Refused):
    """A more special one."""


class Fatal(BaseException):
    """An error that is no Exception."""


def failures(count):
    return [Refused(f"failure {number}") for number in range(1, count + 1)]


def times(count):
    return "once" if count == 1 else f"{count} times"


async def expect_times(expected, op, **options):
    """Runs `retry`, whose tries are to begin at these times."""
    start = now()
    ended = await attempt(learner.retry, op, **options)
    began = [round(moment - start, 6) for moment in op.began]
    given = ", ".join(f"{name}={value!r}" for name, value in options.items())
    expect(
        began == expected,
        f"With {given} op was called at {seconds(began)}; expected {seconds(expected)}, counted from the start.",
    )
    return ended


@behaviour("gives back what op returns", "retry did not give back what op returned.")
async def gives_back():
    answer = object()
    op = script(answer)
    ended = await attempt(learner.retry, op)
    expect(ended.returned, f"op returned at once, and of retry {ended}.")
    expect(ended.value is answer, "retry did not return what op returned.")
    expect(len(op.began) == 1, f"op succeeded at once, and was called {times(len(op.began))}.")
    expect(ended.at == 0, f"op succeeded at once, and retry waited {seconds([ended.at])} all the same.")


@behaviour("takes an empty result for a result", "A result such as None, 0 or False is a result too: op has not failed.")
async def empty_results():
    for result in (None, 0, False, "", []):
        op = script(result)
        ended = await attempt(learner.retry, op, base_delay=1)
        expect(len(op.began) == 1, f"op returned {result!r}, and was called {times(len(op.began))}: that is a result, not a failure.")
        expect(ended.returned, f"op returned {result!r}, and of retry {ended}.")
        same = ended.value == result and type(ended.value) is type(result)
        expect(same, f"op returned {result!r}, and retry {ended.value!r}.")
    error = Refused("returned, not raised")

    async def op():
        return error

    ended = await attempt(learner.retry, op, base_delay=1)
    expect(ended.value is error, f"op returned (not raised) an exception: that is a result, and of retry {ended}.")


@behaviour("tries again after a failure", "retry gave up although it had attempts left.")
async def tries_again():
    answer = object()
    for count in (1, 2, 4):
        op = script(*failures(count), answer)
        ended = await attempt(learner.retry, op, attempts=count + 1)
        expect(
            len(op.began) == count + 1,
            f"op fails {times(count)} and then succeeds; with attempts={count + 1} it was called {times(len(op.began))}.",
        )
        expect(ended.value is answer, f"op fails {times(count)} and then succeeds; of retry {ended}.")


@behaviour("calls op at most `attempts` times", "The number of calls is not right.")
async def at_most():
    for attempts in (1, 2, 5):
        op = script(Refused("always"))
        await attempt(learner.retry, op, attempts=attempts)
        expect(
            len(op.began) == attempts,
            f"op always fails; with attempts={attempts} it was called {times(len(op.began))}.",
        )


@behaviour("makes 3 attempts when none are asked for", "attempts is 3 unless it is given.")
async def three_attempts():
    op = script(Refused("always"))
    await attempt(learner.retry, op)
    expect(len(op.began) == 3, f"op always fails; without attempts it was called {times(len(op.began))}, not 3 times.")


@behaviour("raises the last exception when all attempts fail", "The exception of the last attempt must come out of retry.")
async def raises_last():
    for count in (1, 2, 3):
        errors = failures(count)
        ended = await attempt(learner.retry, script(*errors), attempts=count)
        expect(not ended.returned, f"All {count} attempts failed, and of retry {ended}.")
        expect(
            ended.error is errors[-1],
            f"All {count} attempts failed, the last with {errors[-1]!r}; retry must raise that one, and {ended}.",
        )
    errors = [Refused("first"), ValueError("second"), OSError("third")]
    ended = await attempt(learner.retry, script(*errors))
    expect(ended.error is errors[-1], f"op failed with {errors!r}; retry must raise the last one, and {ended}.")


@behaviour("waits 1, 2, 4, 8 seconds between tries", "The waits between the tries are not right.")
async def waits():
    await expect_times([0, 1, 3, 7, 15], script(*failures(4), "answer"), attempts=5, base_delay=1)
    await expect_times([0, 0.5, 1.5, 3.5], script(*failures(3), "answer"), attempts=4, base_delay=0.5)
    await expect_times([0, 3, 9], script(*failures(2), "answer"), base_delay=3)


@behaviour("waits 0.1 seconds first when no base_delay is given", "base_delay is 0.1 unless it is given.")
async def default_delay():
    await expect_times([0, 0.1, 0.3, 0.7], script(*failures(3), "answer"), attempts=4)


@behaviour("never waits longer than max_delay", "max_delay is the longest wait.")
async def max_delay():
    options = {"attempts": 6, "base_delay": 1, "max_delay": 3}
    await expect_times([0, 1, 3, 6, 9, 12], script(*failures(5), "answer"), **options)
    await expect_times([0, 2, 4, 6], script(*failures(3), "answer"), attempts=4, base_delay=5, max_delay=2)
    await expect_times([0, 1, 3, 7], script(*failures(3), "answer"), attempts=4, base_delay=1, max_delay=100)


@behaviour("can be told not to wait at all", "A delay of 0 is a delay like any other.")
async def no_delay():
    await expect_times([0, 0, 0], script(*failures(2), "answer"), base_delay=0)
    await expect_times([0, 0, 0, 0], script(*failures(3), "answer"), attempts=4, base_delay=1, max_delay=0)


@behaviour("does not wait after the last failure", "After the last failure there is nothing left to wait for.")
async def no_last_wait():
    for attempts, expected in ((1, 0), (3, 3)):
        start = now()
        ended = await attempt(learner.retry, script(Refused("always")), attempts=attempts, base_delay=1)
        took = round(ended.at - start, 6)
        expect(
            took == expected,
            f"With attempts={attempts} and base_delay=1 the last failure comes after {expected} s, and retry came out after {seconds([took])}.",
        )


@behaviour("counts a wait from the failure on", "op takes time too: the wait begins when it has failed.")
async def slow_op():
    await expect_times([0, 3, 7], script(*failures(2), "answer", takes=2), base_delay=1)


@behaviour("lets everything else run while it waits", "While retry waits, other tasks must be able to run.")
async def not_blocking():
    async with pulse() as beats:
        await attempt(learner.retry, script(*failures(3), "answer"), attempts=4, base_delay=1)
    expect(beats.late == 0, f"While retry waited, nothing else could run: another task had to wait {seconds([beats.late])}.")


@behaviour("serves several callers at once", "Calls of retry that run at the same time must not disturb each other.")
async def several():
    answers = [object(), object(), object()]
    ops = [script(*failures(2), answers[0]), script(*failures(1), answers[1]), script(answers[2])]
    options = [{"base_delay": 1}, {"base_delay": 2}, {}]
    ended = await asyncio.gather(*(attempt(learner.retry, op, **given) for op, given in zip(ops, options)))
    expect([one.value for one in ended] == answers, "Three calls ran at the same time, and their results got mixed up.")
    for op, expected in zip(ops, ([0, 1, 3], [0, 2], [0])):
        expect(
            op.began == expected,
            f"Three calls ran at the same time; the op of one was called at {seconds(op.began)}, not at {seconds(expected)}.",
        )
    late = [script(*failures(3)), script(*failures(3))]
    start = now()
    first = asyncio.create_task(attempt(learner.retry, late[0], base_delay=1))
    await asyncio.sleep(0.5)
    second = asyncio.create_task(attempt(learner.retry, late[1], base_delay=1))
    await asyncio.wait([first, second])
    for op, expected in zip(late, ([0, 1, 3], [0.5, 1.5, 3.5])):
        began = [round(moment - start, 6) for moment in op.began]
        expect(
            began == expected,
            f"A second call began while the first one waited; the op of one was called at {seconds(began)}, not at {seconds(expected)}.",
        )


@behaviour("tries again only after what retry_on names", "An exception that is not in retry_on must come out at once.")
async def retry_on():
    for error in (ValueError("other"), Refused("the class above")):
        op = script(error, "answer")
        ended = await attempt(learner.retry, op, base_delay=1, retry_on=(RefusedForNow, OSError))
        expect(len(op.began) == 1, f"{error!r} is not in retry_on, and op was called again.")
        expect(ended.error is error, f"op raised {error!r}, which is not in retry_on; it must come out, and {ended}.")
        expect(ended.at == now(), "It must come out at once.")
    for error in (RefusedForNow("no"), ConnectionError("a kind of OSError")):
        op = script(error, "answer")
        ended = await attempt(learner.retry, op, base_delay=1, retry_on=(RefusedForNow, OSError))
        expect(ended.value == "answer", f"{error!r} is in retry_on, and so retry must try again; {ended}.")
    late = KeyError("second")
    op = script(RefusedForNow("no"), late, "answer")
    ended = await attempt(learner.retry, op, attempts=5, base_delay=1, retry_on=(RefusedForNow,))
    expect(
        ended.error is late and len(op.began) == 2,
        f"The second call raised {late!r}, which is not in retry_on; it must come out at once, and {ended}, after {times(len(op.began))}.",
    )


@behaviour("does not wait when what comes is not in retry_on", "An exception that is not in retry_on must come out at once.")
async def no_wait_for_others():
    start = now()
    ended = await attempt(learner.retry, script(ValueError("other")), base_delay=1, retry_on=(OSError,))
    took = round(ended.at - start, 6)
    expect(took == 0, f"ValueError was not in retry_on, and came out after {seconds([took])}.")


@behaviour("lets other than Exception through when no retry_on is given", "Only Exception is tried again by itself.")
async def only_exceptions():
    fatal = Fatal("not an Exception")
    op = script(fatal, "answer")
    ended = await attempt(learner.retry, op, base_delay=1)
    expect(len(op.began) == 1, "op raised what is no Exception, and was called again.")
    expect(ended.error is fatal, f"op raised what is no Exception; it must come out, and {ended}.")


@behaviour("raises ValueError when attempts is below 1", "attempts must be at least 1: anything less is a ValueError.")
async def too_few_attempts():
    for attempts in (0, -1):
        op = script("answer")
        ended = await attempt(learner.retry, op, attempts=attempts)
        expect(len(op.began) == 0, f"With attempts={attempts} op must not be called.")
        expect(isinstance(ended.error, ValueError), f"With attempts={attempts} retry must raise ValueError, and {ended}.")


@behaviour("takes its options by name only", "Everything after op must be given by name.")
async def by_name():
    op = script("answer")
    ended = await attempt(learner.retry, op, 3)
    expect(isinstance(ended.error, TypeError), f"retry(op, 3) must be a TypeError: options have names. But {ended}.")


@behaviour("takes whatever can be awaited", "op may return anything that can be awaited, and be anything that can be called.")
async def any_awaitable():
    for kind, make in _kinds_of_op().items():
        answer = object()
        inner = script(Refused("no"), answer)
        ended = await attempt(learner.retry, make(inner), base_delay=1)
        expect(ended.value is answer, f"op was {kind}; {ended}.")


def _kinds_of_op():
    class Callable:
        def __init__(self, op):
            self._op = op

        async def __call__(self):
            return await self._op()

    class Awaitable:
        def __init__(self, op):
            self._op = op

        def __await__(self):
            return self._op().__await__()

    return {
        "a lambda that returns a coroutine": lambda op: lambda: op(),
        "a functools.partial": lambda op: functools.partial(lambda _: op(), 1),
        "an object with __call__": Callable,
        "a function that returns a Task": lambda op: lambda: asyncio.ensure_future(op()),
        "a function that returns an object with __await__": lambda op: lambda: Awaitable(op),
    }


@behaviour("gives way to cancellation at once, wherever it waits", "Cancellation must come out of retry at once.")
async def cancellation():
    for cut in every_await():
        op = script(*failures(2), "answer", takes=1)
        ended = await attempt(cut(learner.retry), op, base_delay=1)
        if not cut.happened:
            continue
        calls = len(op.began)
        expect(ended.cancelled, f"It was cancelled {cut}, and {ended}.")
        await asyncio.sleep(20)
        expect(len(op.began) == calls, f"It was cancelled {cut}, and op was called again afterwards.")
        expect(ended.at == cut.at, f"It was cancelled {cut}, and came out {seconds([ended.at - cut.at])} later.")


@behaviour("cancels op when it is cancelled", "When retry is cancelled while op runs, op must be cancelled too.")
async def cancels_op():
    op = script("answer", takes=5)
    call = asyncio.create_task(attempt(learner.retry, op))
    await asyncio.sleep(1)
    call.cancel()
    await call
    await settle()
    expect(op.cancelled == 1, "retry was cancelled while op ran, and op went on.")
