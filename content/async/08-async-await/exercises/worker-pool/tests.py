"""Behaviours of `run_jobs`. The handlers are ours: when each began and how it ended is seen here."""

import asyncio
import functools

from grading import attempt, behaviour, every_await, expect, learner, now, pulse, seconds


class Broken(Exception):
    """What our handlers fail with."""


class Handler:
    """Handles job number n (counted by calls) in `takes[n]` seconds and gives `ends[n]`; exceptions are raised."""

    def __init__(self, takes, ends=None, cleaning=0):
        self.jobs, self.began, self.cancelled, self.running, self.most = [], [], 0, 0, 0
        self._takes = takes
        self._ends = ends
        self._cleaning = cleaning

    async def handle(self, job):
        number = len(self.jobs)
        self.jobs.append(job)
        self.began.append(now())
        self.running += 1
        self.most = max(self.most, self.running)
        try:
            await asyncio.sleep(self._takes[number] if number < len(self._takes) else 1)
        except asyncio.CancelledError:
            self.cancelled += 1
            await asyncio.sleep(self._cleaning)
            raise
        finally:
            self.running -= 1
        end = job if self._ends is None else self._ends[number]
        if isinstance(end, BaseException):
            raise end
        return end


async def run(handler, jobs, workers):
    return await attempt(learner.run_jobs, jobs, handler.handle, workers=workers)


@behaviour("gives back what the handler returned for each job", "run_jobs did not give back a list of results.")
async def gives_back():
    answers = [object(), object(), object()]
    handler = Handler([1, 1, 1], answers)
    ended = await run(handler, ["a", "b", "c"], 1)
    expect(ended.returned, f"Three jobs, one worker: {ended}.")
    expect(isinstance(ended.value, list), f"run_jobs must give back a list, and {ended}.")
    expect(ended.value == answers, f"Three jobs, one worker: run_jobs gave {len(ended.value)} entries that are not the results in their order.")


@behaviour("calls the handler once for each job, in the order of jobs", "Each job must be handled once, in order.")
async def once_each():
    jobs = [f"job {number}" for number in range(7)]
    for workers in (1, 3):
        handler = Handler([1] * 7)
        await run(handler, jobs, workers)
        expect(handler.jobs == jobs, f"With workers={workers} the handler was called with {handler.jobs!r}; the jobs were {jobs!r}.")


@behaviour("never runs more handlers at once than there are workers", "At most `workers` handlers may run at once.")
async def never_more():
    for workers in (1, 2, 3):
        handler = Handler([1, 3, 2, 1, 1, 2, 1, 1])
        await run(handler, list(range(8)), workers)
        expect(handler.most <= workers, f"With workers={workers}, {handler.most} handlers ran at the same time.")


@behaviour("lets all workers work side by side", "With several workers, several handlers must run at once.")
async def side_by_side():
    for workers, expected in ((2, 3), (3, 2), (6, 1)):
        start, handler = now(), Handler([1] * 6)
        ended = await run(handler, list(range(6)), workers)
        took = round(ended.at - start, 6)
        expect(took == expected, f"Six jobs of 1 s with workers={workers} took {seconds([took])}; expected {expected} s.")


@behaviour("begins the next job as soon as one is done", "A worker that is free must not wait for the others.")
async def no_batches():
    handler = Handler([5, 1, 1, 1, 1])
    ended = await run(handler, list("abcde"), 2)
    expect(
        handler.began == [0, 0, 1, 2, 3],
        f"Two workers, the first job takes 5 s and the others 1 s: jobs began at {seconds(handler.began)}, not at 0, 0, 1, 2 and 3 s.",
    )
    expect(ended.at == 5, f"The last handler was done after 5 s, and run_jobs after {seconds([ended.at])}.")


@behaviour("lists results in the order of jobs, whoever is done first", "Results must stand in the order of jobs.")
async def in_order():
    handler = Handler([4, 1, 3, 1])
    ended = await run(handler, ["a", "b", "c", "d"], 3)
    expect(ended.value == ["a", "b", "c", "d"], f"Jobs a, b, c and d, each handler returning its job, the first being the slowest: {ended}.")


@behaviour("does with more workers than jobs", "There may be more workers than jobs.")
async def many_workers():
    ended = await run(Handler([1, 1]), ["a", "b"], 5)
    expect(ended.value == ["a", "b"], f"Two jobs, five workers: {ended}.")
    expect(ended.at == 1, f"Two jobs of 1 s, five workers: it took {seconds([ended.at])}.")


@behaviour("gives an empty list when there are no jobs", "Without jobs there are no results.")
async def no_jobs():
    handler = Handler([])
    ended = await run(handler, [], 2)
    expect(ended.returned and ended.value == [], f"There were no jobs, and {ended}.")
    expect(handler.jobs == [], "There were no jobs, and the handler was called.")


@behaviour("takes anything for a job, None too", "None, 0 and an empty text are jobs like any other.")
async def empty_jobs():
    jobs = [None, 0, "", [], "last"]
    for workers in (1, 2):
        handler = Handler([1] * 5, list("abcde"))
        ended = await run(handler, jobs, workers)
        expect(handler.jobs == jobs, f"The jobs were {jobs!r}, and the handler was called with {handler.jobs!r}.")
        expect(ended.value == list("abcde"), f"The jobs were {jobs!r}, the handler returned a to e, and {ended}.")


@behaviour("takes an empty result for a result", "None, 0 and False are results like any other.")
async def empty_results():
    ended = await run(Handler([2, 1, 1], [None, 0, False]), ["a", "b", "c"], 2)
    expect(repr(ended.value) == "[None, 0, False]", f"The handler returned None, 0 and False, and of run_jobs {ended}.")


@behaviour("keeps apart jobs that are the same", "The same job twice is two jobs.")
async def same_jobs():
    handler = Handler([2, 1, 1, 1], ["first", "second", "third", "fourth"])
    ended = await run(handler, ["same", "same", ["a list"], ["a list"]], 2)
    expect(ended.value == ["first", "second", "third", "fourth"], f"Two and two jobs were the same; the handler returned first to fourth, and {ended}.")


@behaviour("puts the exception of a job in its place", "A handler that raises has its exception as its entry.")
async def exceptions_in_place():
    for error in (Broken("no"), KeyError("neither")):
        handler = Handler([1, 2, 1, 1, 1], ["a", error, "c", "d", "e"])
        ended = await run(handler, list(range(5)), 2)
        expect(ended.returned, f"One of five handlers raised {error!r}; that must not come out of run_jobs, and {ended}.")
        expect(
            ended.value == ["a", error, "c", "d", "e"],
            f"The handler of the second job raised {error!r}; that must stand in its place, and {ended}.",
        )


@behaviour("does all other jobs when some fail", "A job that fails must not stop the others.")
async def goes_on():
    for workers in (1, 2):
        errors = [Broken(f"failure {number}") for number in range(5)]
        handler = Handler([1] * 6, [*errors, "last"])
        ended = await run(handler, list(range(6)), workers)
        expect(len(handler.jobs) == 6, f"Five of six handlers raised; with workers={workers} only {len(handler.jobs)} jobs were begun.")
        expect(ended.value == [*errors, "last"], f"Five of six handlers raised; with workers={workers} {ended}.")


@behaviour("disturbs no running handler when another fails", "When one handler raises, the others run on.")
async def siblings_go_on():
    handler = Handler([1, 3, 3], [Broken("no"), "b", "c"])
    await run(handler, list("abc"), 3)
    expect(handler.cancelled == 0, f"One of three handlers raised, and {handler.cancelled} of the others were cancelled.")


@behaviour("raises ValueError when workers is below 1", "workers must be at least 1: anything less is a ValueError.")
async def too_few_workers():
    for workers in (0, -1):
        handler = Handler([1])
        ended = await run(handler, ["a"], workers)
        expect(isinstance(ended.error, ValueError), f"With workers={workers} run_jobs must raise ValueError, and {ended}.")
        expect(handler.jobs == [], f"With workers={workers} no handler may be called.")


@behaviour("lets everything else run while handlers wait", "While handlers wait, other tasks must be able to run.")
async def not_blocking():
    async with pulse() as beats:
        await run(Handler([1] * 4), list("abcd"), 2)
    expect(beats.late == 0, f"While handlers waited, nothing else could run for {seconds([beats.late])}.")


@behaviour("serves several callers at once", "Calls of run_jobs that run at the same time must not disturb each other.")
async def several():
    handlers = [Handler([1] * 4) for _ in range(2)]
    ended = await asyncio.gather(run(handlers[0], list("abcd"), 1), run(handlers[1], list("xyz"), 2))
    expect(
        [one.value for one in ended] == [list("abcd"), list("xyz")],
        f"Two calls ran at the same time; of the first: {ended[0]}, and of the second: {ended[1]}.",
    )
    expect([one.at for one in ended] == [4, 2], f"Two calls that should take 4 and 2 s took {seconds([one.at for one in ended])}.")


@behaviour("takes whatever can be awaited", "handle may be anything that can be called and gives something to await.")
async def any_handler():
    handler = Handler([])
    for kind, handle in {
        "a lambda that returns a coroutine": lambda job: handler.handle(job),
        "a functools.partial": functools.partial(lambda _, job: handler.handle(job), 1),
        "a function that returns a Task": lambda job: asyncio.ensure_future(handler.handle(job)),
    }.items():
        ended = await attempt(learner.run_jobs, ["a", "b"], handle, workers=2)
        expect(ended.value == ["a", "b"], f"With {kind} as handle, {ended}.")


@behaviour("cancels the running handlers when it is cancelled", "When run_jobs is cancelled, the handlers that run must be cancelled.")
async def cancels_handlers():
    handler = Handler([10] * 6)
    call = asyncio.create_task(run(handler, list(range(6)), 3))
    await asyncio.sleep(1)
    call.cancel()
    ended = await call
    expect(ended.cancelled, f"run_jobs was cancelled, and {ended}.")
    await asyncio.sleep(0.5)
    expect(handler.cancelled == 3, f"run_jobs was cancelled while three handlers ran, and {handler.cancelled} of them were cancelled.")
    expect(ended.at == 1, f"run_jobs was cancelled after 1 s, and came out after {seconds([ended.at])}.")


@behaviour("begins no other job once it is cancelled", "After cancellation no job may begin.")
async def begins_no_other():
    handler = Handler([2] * 6)
    call = asyncio.create_task(run(handler, list(range(6)), 2))
    await asyncio.sleep(3)
    begun = len(handler.jobs)
    call.cancel()
    await call
    await asyncio.sleep(50)
    expect(len(handler.jobs) == begun, f"run_jobs was cancelled, and then {len(handler.jobs) - begun} more jobs began.")


@behaviour("waits for the cancelled handlers to end", "run_jobs may not be over before its handlers are.")
async def waits_for_clean_up():
    handler = Handler([10] * 4, cleaning=2)
    call = asyncio.create_task(run(handler, list(range(4)), 2))
    await asyncio.sleep(1)
    call.cancel()
    ended = await call
    expect(ended.cancelled, f"run_jobs was cancelled, and {ended}.")
    expect(
        ended.at == 3 and handler.running == 0,
        f"run_jobs was cancelled after 1 s, its handlers needed 2 s to clean up, and it was over after {seconds([ended.at])}.",
    )


@behaviour("gives way to cancellation wherever it waits", "Wherever it is cancelled, no handler may run on or begin.")
async def cancelled_anywhere():
    for cut in every_await():
        handler = Handler([1, 2, 2, 1])
        ended = await attempt(cut(learner.run_jobs), list("abcde"), handler.handle, workers=2)
        if not cut.happened:
            continue
        expect(ended.cancelled, f"It was cancelled {cut}, and {ended}.")
        expect(ended.at == cut.at, f"It was cancelled {cut}, and came out {seconds([ended.at - cut.at])} later.")
        begun = len(handler.jobs)
        expect(handler.running == 0, f"It was cancelled {cut}, and when it was over {handler.running} handlers still ran.")
        await asyncio.sleep(20)
        expect(len(handler.jobs) == begun, f"It was cancelled {cut}, and more jobs began afterwards.")
