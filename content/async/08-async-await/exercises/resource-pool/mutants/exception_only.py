# caught by: takes back a resource when the body is cancelled
import asyncio
from collections import deque
from contextlib import asynccontextmanager


class ResourcePool:
    def __init__(self, factory, size):
        if size < 1:
            raise ValueError("size")
        self._factory = factory
        self._size = size
        self._permits = asyncio.Semaphore(size)
        self._idle = []
        self._created = []
        self._inside = 0
        self._nobody = asyncio.Event()
        self._nobody.set()
        self._closed = False

    @asynccontextmanager
    async def acquire(self):
        if self._closed:
            raise RuntimeError("closed")
        async with self._permits:
            if self._closed:
                raise RuntimeError("closed")
            self._inside += 1
            self._nobody.clear()
            try:
                if self._idle:
                    resource = self._idle.pop()
                else:
                    resource = await self._factory()
                    self._created.append(resource)
                try:
                    yield resource
                except Exception:
                    self._idle.append(resource)
                    raise
                else:
                    self._idle.append(resource)
            finally:
                self._inside -= 1
                if self._inside == 0:
                    self._nobody.set()

    async def close(self):
        self._closed = True
        await self._nobody.wait()
        for resource in self._created:
            await resource.close()
