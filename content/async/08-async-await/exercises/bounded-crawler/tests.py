"""Behaviours of `crawl`. It speaks HTTP to a server on loopback whose pages are ours: who asked for what, and when, is seen here."""

import asyncio

from grading import attempt, behaviour, every_await, expect, learner, now, pulse, seconds, serve

HANGS_UP = None


class Site:
    """Pages by name: each with the names that it links to, and where it matters with a status and the seconds it takes."""

    def __init__(self, **links):
        self.address = ""
        self.asked, self.began, self.given_up = [], {}, []
        self.running = self.most = 0
        self._links = links
        self.statuses = {}
        self.takes = {}

    def of(self, names):
        """Their addresses."""
        return [f"{self.address}/{name}" for name in names]

    def expected(self):
        """What crawl must give when all pages can be reached."""
        return {self.of([name])[0]: self.statuses.get(name, 200) for name in self._links}

    async def answer(self, request):
        expect(request.method == "GET", f"A request came with {request.method}, not GET.")
        name = request.path.lstrip("/")
        expect(name in self._links, f"A page was asked for that nobody links to: {request.path}.")
        self.asked.append(name)
        self.began[name] = now()
        self.running += 1
        self.most = max(self.most, self.running)
        try:
            await asyncio.sleep(self.takes.get(name, 1))
        except asyncio.CancelledError:
            self.given_up.append(name)
            raise
        finally:
            self.running -= 1
        status = self.statuses.get(name, 200)
        return HANGS_UP if status is None else (status, "\n".join(self.of(self._links[name])))


async def crawl(site, limit=10, start="a"):
    """How it ended, with everything the site has seen."""
    async with serve(site.answer) as address:
        site.address = address
        return await attempt(learner.crawl, f"{address}/{start}", limit=limit)


def shown(found, site):
    """A result without the address of the server, as a learner reads it."""
    if not isinstance(found, dict):
        return repr(found)
    return repr({str(key).removeprefix(site.address): value for key, value in found.items()})


def expect_found(ended, site, when):
    expect(ended.returned, f"{when}: {ended}.")
    expect(
        ended.value == site.expected(),
        f"{when}: crawl must give {shown(site.expected(), site)}, and gave {shown(ended.value, site)} (addresses are shown without the server).",
    )


@behaviour("fetches a page without links", "One page without links: its address and its status are the result.")
async def one_page():
    site = Site(a="")
    ended = await crawl(site)
    expect(site.asked == ["a"], f"There was one page; the server was asked for {site.asked!r}.")
    expect_found(ended, site, "There was one page, without links")


@behaviour("follows links from page to page", "Every page that can be reached must be fetched.")
async def follows():
    site = Site(a="b", b="c", c="d", d="")
    ended = await crawl(site)
    expect(sorted(site.asked) == list("abcd"), f"Page a links to b, b to c, c to d; the server was asked for {site.asked!r}.")
    expect_found(ended, site, "Page a links to b, b to c, c to d")


@behaviour("follows every link of a page", "A page may have many links.")
async def many_links():
    site = Site(a="bcde", b="", c="f", d="", e="g", f="", g="")
    ended = await crawl(site)
    expect(sorted(site.asked) == list("abcdefg"), f"Pages a to g can be reached; the server was asked for {sorted(site.asked)!r}.")
    expect_found(ended, site, "Pages a to g can be reached")


@behaviour("fetches each page once", "A page must be fetched once, whoever links to it.")
async def each_once():
    for limit in (1, 2, 10):
        site = Site(a="bbcd", b="acd", c="cdb", d="ba", e="")
        ended = await asyncio.wait_for(crawl(site, limit), 1000)
        twice = sorted(name for name in set(site.asked) if site.asked.count(name) > 1)
        expect(twice == [], f"Pages link to each other; with limit={limit} these were fetched more than once: {twice!r}.")
        expect(ended.returned, f"Pages link to each other; with limit={limit} {ended}.")


@behaviour("never has more requests under way than limit", "At most `limit` requests may be under way at once.")
async def never_more():
    for limit in (1, 2, 3):
        site = Site(a="bcdef", b="ghij", **{name: "" for name in "cdefghij"})
        site.takes = {"b": 0.5, "c": 2}
        ended = await crawl(site, limit)
        expect(site.most <= limit, f"With limit={limit}, {site.most} requests were under way at the same time.")
        expect_found(ended, site, f"Pages a to j can be reached, with limit={limit}")


@behaviour("fetches several pages at once", "As many requests as allowed should be under way at once.")
async def side_by_side():
    for limit, expected in ((1, 7), (2, 4), (3, 3), (6, 2)):
        start, site = now(), Site(a="bcdefg", **{name: "" for name in "bcdefg"})
        ended = await crawl(site, limit)
        took = round(ended.at - start, 6)
        expect(took == expected, f"Page a links to six others, each takes 1 s; with limit={limit} it took {seconds([took])}, not {expected} s.")


@behaviour("fetches the next page as soon as one is done", "A page that is known must not wait for slower ones, when there is room.")
async def no_waves():
    site = Site(a="bc", b="", c="d", d="e", e="")
    site.takes = {"b": 10}
    ended = await crawl(site, 2)
    began = [site.began.get(name, 0) for name in "cde"]
    expect(
        began == [1, 2, 3],
        f"Page b takes 10 s, the others 1 s, limit=2. Behind a come b and c, behind c comes d, then e; c, d and e were asked for at {seconds(began)}, not at 1, 2 and 3 s.",
    )
    expect(ended.at == 11, f"The slowest page was there after 11 s, and crawl came back after {seconds([ended.at])}.")


@behaviour("tells the status of every page", "Each address must have the status of its answer.")
async def statuses():
    site = Site(a="bcde", b="", c="", d="", e="")
    site.statuses = {"b": 404, "c": 500, "d": 204}
    expect_found(await crawl(site), site, "Page b answers 404, c 500, d 204, the others 200")


@behaviour("follows links only from pages with status 200", "What stands on a page with another status is no link.")
async def only_good_pages():
    for status in (404, 500, 203):
        site = Site(a="bc", b="x", c="", x="")
        site.statuses = {"b": status}
        ended = await crawl(site)
        expect("x" not in site.asked, f"Page b answers {status}, and a link in its text was followed.")
        expect(ended.returned and len(ended.value) == 3, f"Pages a, b and c can be reached, b answers {status}: crawl gave {shown(ended.value, site)}.")


@behaviour("has None where the server hung up", "A page without an answer has None, and the others are fetched all the same.")
async def hangs_up():
    site = Site(a="bcd", b="", c="e", d="", e="")
    site.statuses = {"b": None}
    site.takes = {"b": 0.5}
    expect_found(await crawl(site), site, "For page b the server hung up")
    expect(sorted(site.asked) == list("abcde"), f"For page b the server hung up; it was asked for {sorted(site.asked)!r} in all.")


@behaviour("does when the server hangs up at once", "The first page may have no answer either.")
async def first_hangs_up():
    site = Site(a="")
    site.statuses = {"a": None}
    expect_found(await crawl(site), site, "For the only page the server hung up")


@behaviour("goes on when several requests fail while others wait", "A request that fails must make room for the next.")
async def failures_make_room():
    site = Site(a="bcdefg", **{name: "" for name in "bcdefg"})
    site.statuses = {"b": None, "c": None, "d": 500}
    for limit in (1, 2):
        site.asked, site.began = [], {}
        expect_found(await crawl(site, limit), site, f"For pages b and c the server hung up, with limit={limit}")


@behaviour("keeps two calls apart", "Calls of crawl that run at the same time must not disturb each other.")
async def two_calls():
    site = Site(a="bc", b="", c="")
    async with serve(site.answer) as address:
        site.address = address
        both = await asyncio.gather(*(attempt(learner.crawl, f"{address}/a", limit=1) for _ in range(2)))
    for ended in both:
        expect_found(ended, site, "Two calls crawled the same pages")
    expect(len(site.asked) == 6, f"Two calls crawled the same three pages; there were {len(site.asked)} requests, not 6.")
    expect(both[0].at == both[1].at == 3, f"Two calls of three pages each, limit=1: they took {seconds([one.at for one in both])}.")


@behaviour("lets everything else run while it waits", "While crawl waits for answers, other tasks must be able to run.")
async def not_blocking():
    site = Site(a="b", b="")
    site.takes = {"b": 3}
    async with pulse() as beats:
        await crawl(site)
    expect(beats.late == 0, f"While crawl waited for an answer, nothing else could run for {seconds([beats.late])}.")


@behaviour("gives up its requests when it is cancelled", "When crawl is cancelled, its requests must be given up.")
async def cancelled():
    site = Site(a="bcdefg", **{name: "" for name in "bcdefg"})
    site.takes = {name: 10 for name in "bcdefg"}
    async with serve(site.answer) as address:
        site.address = address
        call = asyncio.create_task(attempt(learner.crawl, f"{address}/a", limit=3))
        await asyncio.sleep(5)
        call.cancel()
        ended = await call
        expect(ended.cancelled, f"crawl was cancelled, and {ended}.")
        await asyncio.sleep(1)
        expect(len(site.given_up) == 3, f"crawl was cancelled while three requests were under way, and gave up {len(site.given_up)} of them.")
        await asyncio.sleep(50)
        expect(len(site.asked) == 4, f"crawl was cancelled, and then {len(site.asked) - 4} more pages were asked for.")
