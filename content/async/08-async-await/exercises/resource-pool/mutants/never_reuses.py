# caught by: lends again what has come back
import asyncio
from contextlib import asynccontextmanager

class ResourcePool:
    def __init__(self, factory, size):
        if size < 1:
            raise ValueError
        self.factory, self.size = factory, size
        self.s = asyncio.Semaphore(size)
        self.all = []
        self.closed = False

    @asynccontextmanager
    async def acquire(self):
        if self.closed:
            raise RuntimeError
        async with self.s:
            r = await self.factory()
            self.all.append(r)
            yield r

    async def close(self):
        self.closed = True
        for _ in range(self.size):
            await self.s.acquire()
        for r in self.all:
            await r.close()
