# caught by: serves who waits in the order they came
import asyncio
from collections import deque
from contextlib import asynccontextmanager


class ResourcePool:
    def __init__(self, factory, size):
        if size < 1:
            raise ValueError("size")
        self._factory = factory
        self._size = size
        self._permits = Stack(size)
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
                finally:
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


class Stack:
    def __init__(self, free):
        self.free, self.waiting = free, []

    async def __aenter__(self):
        if self.free:
            self.free -= 1
            return
        future = asyncio.get_running_loop().create_future()
        self.waiting.append(future)
        try:
            await future
        except asyncio.CancelledError:
            if future in self.waiting:
                self.waiting.remove(future)
            elif not future.cancelled():
                await self.__aexit__()
            raise

    async def __aexit__(self, *_):
        while self.waiting:
            future = self.waiting.pop()
            if not future.done():
                return future.set_result(None)
        self.free += 1
