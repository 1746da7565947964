# caught by: serves who waits in the order they came
import asyncio
from contextlib import asynccontextmanager

class ResourcePool:
    def __init__(self, factory, size):
        if size < 1:
            raise ValueError
        self.factory, self.size = factory, size
        self.n = 0
        self.idle, self.all, self.waiters = [], [], []
        self.out = 0
        self.closed = False
        self.zero = asyncio.Event()
        self.zero.set()

    @asynccontextmanager
    async def acquire(self):
        if self.closed:
            raise RuntimeError
        while not self.idle and self.n >= self.size:
            f = asyncio.get_running_loop().create_future()
            self.waiters.append(f)
            try:
                await f
            finally:
                if f in self.waiters:
                    self.waiters.remove(f)
        self.out += 1
        self.zero.clear()
        try:
            if self.idle:
                r = self.idle.pop()
            else:
                self.n += 1
                try:
                    r = await self.factory()
                except BaseException:
                    self.n -= 1
                    raise
                self.all.append(r)
            try:
                yield r
            finally:
                self.idle.append(r)
        finally:
            self.out -= 1
            if not self.out:
                self.zero.set()
            for f in reversed(self.waiters):
                if not f.done():
                    f.set_result(None)
                    break

    async def close(self):
        self.closed = True
        await self.zero.wait()
        for r in self.all:
            await r.close()
