# caught by: makes nothing before it is needed
import asyncio
from contextlib import asynccontextmanager

class ResourcePool:
    def __init__(self, factory, size):
        if size < 1:
            raise ValueError
        self.factory, self.size = factory, size
        self.s = asyncio.Semaphore(size)
        self.all = []
        self.i = 0
        self.lock = asyncio.Lock()
        self.closed = False

    @asynccontextmanager
    async def acquire(self):
        if self.closed:
            raise RuntimeError
        async with self.s:
            async with self.lock:
                if len(self.all) < self.size:
                    self.all.append(await self.factory())
                self.i += 1
                r = self.all[self.i % len(self.all)]
            yield r

    async def close(self):
        self.closed = True
        for _ in range(self.size):
            await self.s.acquire()
        for r in self.all:
            await r.close()
