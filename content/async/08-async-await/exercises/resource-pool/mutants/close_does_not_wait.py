# caught by: waits with closing until all are back
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
        async with self.s:
            if self.idle:
                r = self.idle.pop()
            else:
                r = await self.factory()
                self.all.append(r)
            try:
                yield r
            finally:
                self.idle.append(r)

    async def close(self):
        self.closed = True
        for r in self.all:
            await r.close()
