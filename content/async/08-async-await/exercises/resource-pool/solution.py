import asyncio
from collections import deque
from contextlib import asynccontextmanager


class ResourcePool:
    def __init__(self, factory, size):
        if size < 1:
            raise ValueError("size must be at least 1")
        self._factory = factory
        self._permits = asyncio.Semaphore(size)
        self._created = []
        self._idle = deque()
        self._borrowed = 0
        self._all_back = asyncio.Event()
        self._all_back.set()
        self._closed = False

    @asynccontextmanager
    async def acquire(self):
        self._refuse_when_closed()
        async with self._permits:
            self._refuse_when_closed()
            self._borrowed += 1
            self._all_back.clear()
            try:
                resource = self._idle.pop() if self._idle else await self._create()
                try:
                    yield resource
                finally:
                    self._idle.append(resource)
            finally:
                self._borrowed -= 1
                if self._borrowed == 0:
                    self._all_back.set()

    async def close(self):
        self._closed = True
        await self._all_back.wait()
        for resource in self._created:
            await resource.close()

    async def _create(self):
        resource = await self._factory()
        self._created.append(resource)
        return resource

    def _refuse_when_closed(self):
        if self._closed:
            raise RuntimeError("the pool is closed")


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
