"""Behaviours of `AsyncCache`. The loads are ours: which key, when, and how each ended is seen here."""

import asyncio
import functools

from grading import attempt, behaviour, every_await, expect, learner, now, pulse, seconds


class Broken(Exception):
    """What our loads fail with."""


class Loads:
    """Load number n (counted by calls) takes `takes` seconds and gives `ends[n]`, the last one ever after; exceptions are raised."""

    def __init__(self, *ends, takes=1):
        self.keys, self.began = [], []
        self.values = []
        self._ends = ends
        self._takes = takes

    @property
    def count(self):
        return len(self.keys)

    @property
    def first(self):
        """The value that came first; something that nobody has, when there is none."""
        return self.values[0] if self.values else object()

    @property
    def last(self):
        return self.values[-1] if self.values else object()

    async def load(self, key):
        number = len(self.keys)
        self.keys.append(key)
        self.began.append(now())
        await asyncio.sleep(self._takes)
        end = self._ends[min(number, len(self._ends) - 1)] if self._ends else object()
        if isinstance(end, BaseException):
            raise end
        self.values.append(end)
        return end


def make_cache(loads, ttl=100):
    return learner.AsyncCache(loads.load, ttl)


def ask(cache, key="key"):
    """Somebody who asks, in a task of their own."""
    return asyncio.create_task(attempt(cache.get, key))


async def ended(asked, otherwise="Somebody asked, and waits for ever."):
    """How it ended."""
    await asyncio.wait([asked], timeout=1000)
    expect(asked.done(), otherwise)
    return asked.result()


def times(count):
    return "once" if count == 1 else f"{count} times"


@behaviour("gives back what load returns", "get must give back what load returned.")
async def gives_back():
    loads = Loads()
    got = await ended(ask(make_cache(loads), "page"))
    expect(got.returned, f"load returned after 1 s, and of get {got}.")
    expect(loads.keys == ["page"], f"get('page') called load with {loads.keys!r}.")
    expect(got.value is loads.first, f"get did not give back what load returned: {got}.")


@behaviour("loads a key once while its value is kept", "A value that is kept must not be loaded again.")
async def keeps():
    loads = Loads()
    cache = make_cache(loads)
    first = await ended(ask(cache))
    for _ in range(3):
        await asyncio.sleep(1)
        asked_at = now()
        again = await ended(ask(cache))
        expect(loads.count == 1, f"The value had been loaded before and is kept for 100 s, and load was called {times(loads.count)}.")
        expect(again.returned and again.value is first.value, f"The value had been loaded before; asked again, {again}.")
        expect(again.at == asked_at, f"The value had been loaded before, and get took {seconds([again.at - asked_at])}.")


@behaviour("keeps each key by itself", "Every key has its own value.")
async def own_values():
    loads = Loads(takes=0)
    cache = make_cache(loads)
    keys = ["a", "b", 1, "1", (1, 2)]
    first = [await ended(ask(cache, key)) for key in keys]
    again = [await ended(ask(cache, key)) for key in keys]
    expect(loads.keys == keys, f"Keys {keys!r} were asked for, each of them twice; load was called with {loads.keys!r}.")
    expect([one.value for one in first] == loads.values, "Different keys were asked for, and the values got mixed up.")
    expect([one.value for one in again] == loads.values, "Different keys were asked for again, and the values got mixed up.")


@behaviour("keeps two caches apart", "Two caches must not share anything.")
async def two_caches():
    loads = [Loads(), Loads()]
    asked = [ask(make_cache(one)) for one in loads]
    got = [await ended(one) for one in asked]
    expect([one.count for one in loads] == [1, 1], "Two caches were asked for the same key; each must load it for itself.")
    expect([one.value for one in got] == [one.first for one in loads], "Two caches were asked for the same key, and the values got mixed up.")


@behaviour("takes an empty value for a value", "None, 0 and False are values like any other.")
async def empty_values():
    for value in (None, 0, False, "", []):
        loads = Loads(value)
        cache = make_cache(loads)
        await ended(ask(cache))
        again = await ended(ask(cache))
        expect(loads.count == 1, f"load returned {value!r}; asked again while that is kept, load was called again.")
        expect(again.returned and repr(again.value) == repr(value), f"load returned {value!r}; asked again, {again}.")


@behaviour("loads once for all who ask at the same time", "Who asks for a key that is being loaded must wait for that load.")
async def no_stampede():
    loads = Loads()
    cache = make_cache(loads)
    asked = [ask(cache) for _ in range(5)]
    await asyncio.sleep(0.5)
    asked += [ask(cache) for _ in range(5)]
    got = [await ended(one) for one in asked]
    expect(loads.count == 1, f"Ten asked for the same key while it was being loaded, and load was called {times(loads.count)}.")
    for one in got:
        expect(one.returned and one.value is loads.first, f"Ten asked for the same key; of one of them {one}.")
        expect(one.at == 1, f"Ten asked for the same key; its load was done after 1 s, and one had the value after {seconds([one.at])}.")


@behaviour("loads different keys side by side", "The load of one key must not wait for that of another.")
async def side_by_side():
    loads = Loads(takes=2)
    cache = make_cache(loads)
    asked = [ask(cache, key) for key in "abc"]
    got = [await ended(one) for one in asked]
    expect(sorted(loads.keys) == ["a", "b", "c"], f"Keys a, b and c were asked for at the same time; load was called with {loads.keys!r}.")
    expect(loads.began == [0, 0, 0], f"Three keys were asked for at the same time; their loads began at {seconds(loads.began)}.")
    expect([one.at for one in got] == [2, 2, 2], f"Three loads of 2 s side by side were done after {seconds([one.at for one in got])}.")


@behaviour("gives back at once what is kept while another key is loaded", "A load must not keep other keys from being read.")
async def reads_meanwhile():
    cache = make_cache(Loads(takes=2))
    await ended(ask(cache, "kept"))
    loading = ask(cache, "slow")
    await asyncio.sleep(1)
    kept = await ended(ask(cache, "kept"))
    expect(kept.at == 3, f"While another key was being loaded, a value that is kept took {seconds([kept.at - 3])}.")
    await ended(loading)


@behaviour("loads anew after ttl seconds", "A value that has been kept for ttl seconds must be loaded anew.")
async def expires():
    for ttl in (5, 0.5):
        loads = Loads(takes=0)
        cache = make_cache(loads, ttl)
        await ended(ask(cache))
        await asyncio.sleep(ttl + 0.25)
        again = await ended(ask(cache))
        expect(loads.count == 2, f"With ttl={ttl} a value was asked for again {ttl + 0.25} s after it was loaded, and load was called {times(loads.count)}.")
        expect(again.value is loads.last, f"A value had expired and was loaded anew; get must give back the new one, and {again}.")
        await asyncio.sleep(ttl / 2)
        kept = await ended(ask(cache))
        expect(loads.count == 2 and kept.value is loads.last, "A value had expired and was loaded anew; the new one was not kept for ttl seconds.")


@behaviour("keeps a value no longer because it is asked for", "ttl is counted from the load, not from the last get.")
async def not_sliding():
    loads = Loads(takes=0)
    cache = make_cache(loads, 5)
    for _ in range(3):
        await ended(ask(cache))
        await asyncio.sleep(3)
    expect(loads.count == 2, f"With ttl=5 a value was asked for at 0, 3 and 6 s, and load was called {times(loads.count)}, not twice.")


@behaviour("counts ttl from the end of the load", "ttl begins when the load has ended.")
async def counts_from_the_end():
    loads = Loads(takes=3)
    cache = make_cache(loads, 5)
    await ended(ask(cache))
    await asyncio.sleep(4)
    await ended(ask(cache))
    expect(loads.count == 1, "The load ended at 3 s, with ttl=5; asked again at 7 s, load was called again.")
    await asyncio.sleep(2)
    await ended(ask(cache))
    expect(loads.count == 2, "The load ended at 3 s, with ttl=5; asked again at 9 s, the old value was still kept.")


@behaviour("loads an expired value once for all who ask", "When a value has expired, all who ask must share one load.")
async def no_stampede_later():
    loads = Loads()
    cache = make_cache(loads, 5)
    await ended(ask(cache))
    await asyncio.sleep(6)
    got = [await ended(one) for one in [ask(cache) for _ in range(4)]]
    expect(loads.count == 2, f"A value had expired, and four asked for it; load was called {times(loads.count - 1)} for them.")
    for one in got:
        expect(one.returned and one.value is loads.last, f"A value had expired, and four asked for it; of one of them {one}.")


@behaviour("tells all who wait that a load failed", "The exception of load must come out of get, for all who wait.")
async def failure_for_all():
    for takes in (1, 0):
        error = Broken("no")
        cache = make_cache(Loads(error, takes=takes))
        for one in [ask(cache) for _ in range(3)] if takes else [ask(cache)]:
            got = await ended(one, "A load failed, and somebody who had asked waits for ever.")
            expect(got.error is error, f"load raised {error!r}; that must come out of get for all who wait, and {got}.")


@behaviour("calls load once when it fails for all who wait", "A load that fails must not be tried again by those who wait.")
async def failure_once():
    loads = Loads(Broken("no"))
    cache = make_cache(loads)
    for one in [ask(cache) for _ in range(4)]:
        await ended(one)
    expect(loads.count == 1, f"Four waited for a load that failed, and load was called {times(loads.count)}.")


@behaviour("keeps no failure", "After a failure, whoever asks next must begin a new load.")
async def failure_not_kept():
    loads = Loads(Broken("first"), Broken("second"), "value")
    cache = make_cache(loads)
    for count, wanted in ((1, "first"), (2, "second")):
        got = await ended(ask(cache))
        expect(loads.count == count, f"The load before had failed; asked again, load was called {times(loads.count)} in all, not {times(count)}.")
        expect(str(got.error) == wanted, f"Load number {count} raised Broken({wanted!r}), and of get {got}.")
    got = await ended(ask(cache))
    expect(got.value == "value", f"Two loads failed and the third returned a value, and of get {got}.")
    await ended(ask(cache))
    expect(loads.count == 3, "Two loads failed and the third returned a value, and that was not kept.")


@behaviour("gives no old value when loading anew fails", "When a value has expired and its load fails, get must raise.")
async def failure_after_expiry():
    error = Broken("no")
    loads = Loads("old", error, "new", takes=0)
    cache = make_cache(loads, 5)
    await ended(ask(cache))
    await asyncio.sleep(6)
    got = await ended(ask(cache))
    expect(got.error is error, f"A value had expired and loading it anew raised {error!r}, and of get {got}.")
    got = await ended(ask(cache))
    expect(got.value == "new", f"After that, load worked again, and of get {got}.")


@behaviour("lets everything else run while it loads", "While a value is loaded, other tasks must be able to run.")
async def not_blocking():
    async with pulse() as beats:
        cache = make_cache(Loads(takes=3))
        for one in [ask(cache) for _ in range(2)]:
            await ended(one)
    expect(beats.late == 0, f"While a value was loaded, nothing else could run for {seconds([beats.late])}.")


@behaviour("lets who is cancelled leave at once", "Who is cancelled while waiting must not wait any longer.")
async def leaves():
    for number in (0, 1, 2):
        cache = make_cache(Loads(takes=4))
        asked = [ask(cache) for _ in range(3)]
        await asyncio.sleep(1)
        asked[number].cancel()
        cancelled_at = now()
        got = await ended(asked[number])
        expect(got.cancelled, f"Somebody was cancelled while waiting, and {got}.")
        expect(got.at == cancelled_at, f"Somebody was cancelled while waiting, and left {seconds([got.at - cancelled_at])} later.")


@behaviour("loads on for the others when one of them is cancelled", "Who is cancelled must not take the load from those who wait.")
async def others_go_on():
    for number, who in ((0, "Who had asked first"), (1, "Who had asked second"), (2, "Who had asked last")):
        start, loads = now(), Loads(takes=4)
        cache = make_cache(loads)
        asked = [ask(cache) for _ in range(3)]
        await asyncio.sleep(1)
        asked[number].cancel()
        for one in asked[:number] + asked[number + 1 :]:
            got = await ended(one, f"{who} was cancelled, and others wait for ever.")
            expect(got.returned, f"{who} was cancelled, and of somebody else who waited: {got}.")
            expect(got.value is loads.first, f"{who} was cancelled, and somebody else did not get the value: {got}.")
            expect(loads.count == 1, f"{who} was cancelled, and load was called {times(loads.count)}: the first load must go on.")
            took = round(got.at - start, 6)
            expect(took == 4, f"{who} was cancelled; the load was done after 4 s, and somebody else had the value after {seconds([took])}.")


@behaviour("keeps what was loaded though one was cancelled", "A load that goes on for others must be kept as ever.")
async def kept_though_cancelled():
    loads = Loads(takes=4)
    cache = make_cache(loads)
    asked = [ask(cache) for _ in range(2)]
    await asyncio.sleep(1)
    asked[0].cancel()
    await ended(asked[1])
    got = await ended(ask(cache))
    expect(loads.count == 1 and got.returned, f"Who asked first was cancelled, and the value was not kept: load was called {times(loads.count)}.")


@behaviour("gives a value to whoever asks after all were cancelled", "When nobody waits any more, whoever asks next must get a value.")
async def after_all_were_cancelled():
    for pause in (0, 0.5, 10):
        cache = make_cache(Loads(takes=4))
        asked = [ask(cache) for _ in range(2)]
        await asyncio.sleep(1)
        for one in asked:
            one.cancel()
        for one in asked:
            await ended(one)
        await asyncio.sleep(pause)
        got = await ended(ask(cache), "All who waited had been cancelled, and who asked next waits for ever.")
        expect(got.returned, f"All who waited had been cancelled, and of who asked next: {got}.")


@behaviour("begins a new load when one failed that nobody waited for", "A failure that nobody waited for must not be kept either.")
async def failure_for_nobody():
    cache = make_cache(Loads(Broken("no"), "value", takes=2))
    asked = ask(cache)
    await asyncio.sleep(1)
    asked.cancel()
    await asyncio.sleep(5)
    got = await ended(ask(cache), "A load failed for which nobody waited, and who asked next waits for ever.")
    expect(got.value == "value", f"A load failed for which nobody waited any more, and of who asked next: {got}.")


@behaviour("works on wherever somebody is cancelled", "Wherever somebody is cancelled, others must get their value.")
async def cancelled_anywhere():
    for cut in every_await():
        cache = make_cache(Loads(takes=2), 1)
        victim = asyncio.create_task(attempt(cut(cache.get), "key"))
        other = ask(cache)
        got = await ended(victim)
        expect(got.cancelled or not cut.happened, f"Somebody was cancelled {cut}, and {got}.")
        got = await ended(other, f"Somebody was cancelled {cut}, and another who waited for the same key waits for ever.")
        expect(got.returned, f"Somebody was cancelled {cut}, and of another who waited for the same key: {got}.")
        for pause in (0, 2):
            await asyncio.sleep(pause)
            got = await ended(ask(cache), f"Somebody was cancelled {cut}, and who asked later waits for ever.")
            expect(got.returned, f"Somebody was cancelled {cut}, and of who asked later: {got}.")


@behaviour("takes whatever can be awaited", "load may be anything that can be called and gives something to await.")
async def any_load():
    loads = Loads("value")
    for kind, load in {
        "a lambda that returns a coroutine": lambda key: loads.load(key),
        "a functools.partial": functools.partial(lambda _, key: loads.load(key), 1),
        "a function that returns a Task": lambda key: asyncio.ensure_future(loads.load(key)),
    }.items():
        got = await ended(ask(learner.AsyncCache(load, 10)))
        expect(got.value == "value", f"With {kind} as load, {got}.")
