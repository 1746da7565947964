# caught by: tells all who wait that a load failed
import asyncio


class AsyncCache:
    def __init__(self, load, ttl):
        self._load, self._ttl = load, ttl
        self._kept, self._done = {}, {}

    async def get(self, key):
        loop = asyncio.get_running_loop()
        if key in self._kept and loop.time() < self._kept[key][1]:
            return self._kept[key][0]
        if key in self._done:
            await self._done[key].wait()
            return self._kept[key][0]
        self._done[key] = asyncio.Event()
        value = await self._load(key)
        self._kept[key] = value, loop.time() + self._ttl
        self._done.pop(key).set()
        return value
