# caught by: never has more than `size` resources
import asyncio
from contextlib import asynccontextmanager

class ResourcePool:
    def __init__(self, factory, size):
        if size < 1:
            raise ValueError
        self.factory, self.size = factory, size
        self.q = asyncio.Queue()
        self.all = []
        self.closed = False

    @asynccontextmanager
    async def acquire(self):
        if self.closed:
            raise RuntimeError
        if self.q.empty() and len(self.all) < self.size:
            r = await self.factory()
            self.all.append(r)
        else:
            r = await self.q.get()
        try:
            yield r
        finally:
            self.q.put_nowait(r)

    async def close(self):
        self.closed = True
        for _ in range(len(self.all)):
            await self.q.get()
        for r in self.all:
            await r.close()
