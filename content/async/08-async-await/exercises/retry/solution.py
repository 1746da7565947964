import asyncio


async def retry(op, *, attempts=3, base_delay=0.1, max_delay=None, retry_on=(Exception,)):
    if attempts < 1:
        raise ValueError("attempts must be at least 1")
    for attempt in range(1, attempts + 1):
        try:
            return await op()
        except asyncio.CancelledError:
            raise
        except retry_on:
            if attempt == attempts:
                raise
        delay = base_delay * 2 ** (attempt - 1)
        await asyncio.sleep(delay if max_delay is None else min(delay, max_delay))


async def main():
    calls = 0

    async def flaky():
        nonlocal calls
        calls += 1
        if calls < 3:
            raise ConnectionError("not yet")
        return "answer"

    print(await retry(flaky), "after", calls, "calls")


if __name__ == "__main__":
    asyncio.run(main())
