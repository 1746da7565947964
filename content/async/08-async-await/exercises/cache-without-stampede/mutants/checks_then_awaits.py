# caught by: loads once for all who ask at the same time
import asyncio


class AsyncCache:
    def __init__(self, load, ttl):
        self._load, self._ttl = load, ttl
        self._kept = {}

    async def get(self, key):
        now = asyncio.get_running_loop().time
        if key not in self._kept or now() >= self._kept[key][1]:
            value = await self._load(key)
            self._kept[key] = value, now() + self._ttl
        return self._kept[key][0]
