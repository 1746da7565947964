# caught by: calls load once when it fails for all who wait
import asyncio


class AsyncCache:
    def __init__(self, load, ttl):
        self._load, self._ttl = load, ttl
        self._kept, self._locks = {}, {}

    async def get(self, key):
        now = asyncio.get_running_loop().time
        async with self._locks.setdefault(key, asyncio.Lock()):
            if key not in self._kept or now() >= self._kept[key][1]:
                value = await self._load(key)
                self._kept[key] = value, now() + self._ttl
            return self._kept[key][0]
