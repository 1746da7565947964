# caught by: closes every resource once
import asyncio
from contextlib import asynccontextmanager

class ResourcePool:
    def __init__(self, factory, size):
        if size < 1:
            raise ValueError
        self.factory, self.size = factory, size
        self.s = asyncio.Semaphore(size)
        self.idle = []
        self.closed = False

    @asynccontextmanager
    async def acquire(self):
        if self.closed:
            raise RuntimeError
        async with self.s:
            r = self.idle.pop() if self.idle else await self.factory()
            try:
                yield r
            finally:
                self.idle.append(r)

    async def close(self):
        self.closed = True
        for _ in range(self.size):
            await self.s.acquire()
