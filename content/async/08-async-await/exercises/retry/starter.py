import asyncio


async def retry(
    op, *, attempts=3, base_delay=0.1,
    max_delay=None, retry_on=(Exception,),
):
    return await op()


async def main():
    calls = 0

    async def flaky():
        nonlocal calls
        calls += 1
        if calls < 3:
            raise ConnectionError("not yet")
        return "answer"

    try:
        print(await retry(flaky), "after", calls, "calls")
    except ConnectionError as error:
        print("gave up:", error)


if __name__ == "__main__":
    asyncio.run(main())
