# caught by: loses no place when who waits is cancelled
import asyncio
from collections import deque
from contextlib import asynccontextmanager

class ResourcePool:
    def __init__(self, factory, size):
        if size < 1:
            raise ValueError
        self.factory, self.size = factory, size
        self.left = size
        self.waiters = deque()
        self.idle, self.all = [], []
        self.closed = False
        self.out = 0
        self.zero = asyncio.Event()
        self.zero.set()

    async def _permit(self):
        if self.left:
            self.left -= 1
            return
        f = asyncio.get_running_loop().create_future()
        self.waiters.append(f)
        await f

    def _release(self):
        if self.waiters:
            f = self.waiters.popleft()
            if not f.cancelled():
                f.set_result(None)
        else:
            self.left += 1

    @asynccontextmanager
    async def acquire(self):
        if self.closed:
            raise RuntimeError
        await self._permit()
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
            self._release()

    async def close(self):
        self.closed = True
        await self.zero.wait()
        for r in self.all:
            await r.close()
