import asyncio


async def first_success(*ops):
    for op in ops:
        try:
            return await op()
        except Exception:
            pass


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
