# caught by: closes every resource once
import asyncio
from collections import deque
from contextlib import asynccontextmanager


class ResourcePool:
    def __init__(self, factory, size):
        if size < 1:
            raise ValueError("size")
        self._factory, self._size = factory, size
        self._count = 0
        self._idle, self._created, self._waiting = [], [], deque()
        self._out = 0
        self._closed = False

    @asynccontextmanager
    async def acquire(self):
        if self._closed:
            raise RuntimeError("closed")
        resource = await self._take()
        self._out += 1
        try:
            yield resource
        finally:
            self._out -= 1
            self._give(resource)

    async def _take(self):
        if self._idle and not self._waiting:
            return self._idle.pop()
        if self._count < self._size and not self._waiting:
            return await self._make()
        future = asyncio.get_running_loop().create_future()
        self._waiting.append(future)
        try:
            got = await future
        except asyncio.CancelledError:
            if future in self._waiting:
                self._waiting.remove(future)
            elif not future.cancelled():
                self._give(future.result())
            raise
        return await self._make(counted=True) if got is None else got

    async def _make(self, counted=False):
        if not counted:
            self._count += 1
        try:
            resource = await self._factory()
        except BaseException:
            self._give(None)
            raise
        self._created.append(resource)
        return resource

    def _give(self, resource):
        while self._waiting:
            future = self._waiting.popleft()
            if not future.done():
                future.set_result(resource)
                return
        if resource is None:
            self._count -= 1
        else:
            self._idle.append(resource)

    async def close(self):
        self._closed = True
        while self._out or self._waiting:
            await asyncio.sleep(0.01)
        for resource in self._created:
            resource.close()
