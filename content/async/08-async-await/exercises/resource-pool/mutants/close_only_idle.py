# caught by: waits with closing until all are back
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
        while self.idle:
            await self.idle.pop().close()
