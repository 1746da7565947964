# caught by: makes nothing before it is needed
import asyncio
from contextlib import asynccontextmanager

class ResourcePool:
    def __init__(self, factory, size):
        if size < 1:
            raise ValueError
        self.factory, self.size = factory, size
        self.q = None
        self.all = []
        self.closed = False

    @asynccontextmanager
    async def acquire(self):
        if self.closed:
            raise RuntimeError
        if self.q is None:
            self.q = asyncio.Queue()
            for _ in range(self.size):
                r = await self.factory()
                self.all.append(r)
                self.q.put_nowait(r)
        r = await self.q.get()
        try:
            yield r
        finally:
            self.q.put_nowait(r)

    async def close(self):
        self.closed = True
        if self.q:
            for _ in range(self.size):
                await self.q.get()
        for r in self.all:
            await r.close()
