# caught by: makes who comes too many wait
import asyncio
from contextlib import asynccontextmanager

class ResourcePool:
    def __init__(self, factory, size):
        if size < 1:
            raise ValueError
        self.factory, self.size = factory, size
        self.idle, self.all = [], []
        self.out = 0
        self.closed = False
        self.zero = asyncio.Event()
        self.zero.set()

    @asynccontextmanager
    async def acquire(self):
        if self.closed:
            raise RuntimeError
        self.out += 1
        self.zero.clear()
        try:
            if self.idle:
                r = self.idle.pop()
            else:
                r = await self.factory()
                self.all.append(r)
            try:
                yield r
            finally:
                self.idle.append(r)
        finally:
            self.out -= 1
            if not self.out:
                self.zero.set()

    async def close(self):
        self.closed = True
        await self.zero.wait()
        for r in self.all:
            await r.close()
