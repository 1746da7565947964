import asyncio


async def first_success(*ops):
    if not ops:
        raise ValueError("first_success needs at least one op")
    tasks = [asyncio.create_task(_run(op)) for op in ops]
    pending = set(tasks)
    try:
        while pending:
            done, pending = await asyncio.wait(pending, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                if task.exception() is None:
                    return task.result()
        raise ExceptionGroup("no op succeeded", [task.exception() for task in tasks])
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _run(op):
    return await op()


async def main():
    async def ask(server, seconds, works=True):
        await asyncio.sleep(seconds)
        if not works:
            raise ConnectionError(f"{server} is down")
        return f"the file, from {server}"

    print(
        await first_success(
            lambda: ask("Rome", 0.3),
            lambda: ask("Oslo", 0.1, works=False),
            lambda: ask("Bern", 0.2),
        )
    )


if __name__ == "__main__":
    asyncio.run(main())
