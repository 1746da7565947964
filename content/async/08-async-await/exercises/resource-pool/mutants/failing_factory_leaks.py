# caught by: loses no place when the factory fails
import asyncio
from contextlib import asynccontextmanager

class ResourcePool:
    def __init__(self, factory, size):
        if size < 1:
            raise ValueError
        self.factory, self.size = factory, size
        self.s = asyncio.Semaphore(size)
        self.idle, self.all = [], []
        self.closed = False

    @asynccontextmanager
    async def acquire(self):
        if self.closed:
            raise RuntimeError
        await self.s.acquire()
        if self.idle:
            r = self.idle.pop()
        else:
            r = await self.factory()
            self.all.append(r)
        try:
            yield r
        finally:
            self.idle.append(r)
            self.s.release()

    async def close(self):
        self.closed = True
        for _ in range(self.size):
            await self.s.acquire()
        for r in self.all:
            await r.close()
