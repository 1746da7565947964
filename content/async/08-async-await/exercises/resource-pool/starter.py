import asyncio
from contextlib import asynccontextmanager


class ResourcePool:
    def __init__(self, factory, size):
        self._factory = factory
        self._size = size

    @asynccontextmanager
    async def acquire(self):
        yield await self._factory()

    async def close(self):
        pass


class Connection:
    async def close(self):
        print("closed")


async def main():
    async def connect():
        print("made")
        return Connection()

    pool = ResourcePool(connect, 2)

    async def work(name):
        async with pool.acquire():
            print(name, "works")
            await asyncio.sleep(1)

    await asyncio.gather(*(work(name) for name in "abc"))
    await pool.close()


if __name__ == "__main__":
    asyncio.run(main())
