import asyncio

from grading import attempt, behaviour, every_await, expect, learner, now, pulse, script, seconds


@behaviour("gives back what op returns", "retry did not give back the result of op.")
async def gives_back():
    op = script("answer")
    expect(await learner.retry(op) == "answer", "retry did not give back the result of op.")
    expect(len(op.began) == 1, f"op succeeded at once, and was called {len(op.began)} times.")


@behaviour("waits 1, 2, 4 seconds between tries", "The waits were not right.")
async def waits():
    op = script(OSError("no"), OSError("no"), OSError("no"), "answer")
    await learner.retry(op, attempts=4, base_delay=1)
    expect(op.began == [0, 1, 3, 7], f"op was called at {seconds(op.began)}; expected 0, 1, 3 and 7 s.")


@behaviour("lets others run while it waits", "It blocks.")
async def lets_others():
    op = script(OSError("no"), "answer")
    async with pulse() as beats:
        await learner.retry(op, base_delay=3)
    expect(beats.late == 0, f"Nothing else could run for {seconds([beats.late])}.")


@behaviour("cancel", "It did not give way.")
async def cancel():
    for cut in every_await():
        op = script(OSError("no"), OSError("no"), "answer", takes=1)
        ended = await attempt(cut(learner.retry), op, base_delay=1)
        if not cut.happened:
            expect(ended.value == "answer", f"? {ended} {cut} {op.began}")
            break
        calls = len(op.began)
        expect(ended.cancelled, f"cancelled {cut}: {ended}")
        await asyncio.sleep(100)
        expect(len(op.began) == calls, "again")
