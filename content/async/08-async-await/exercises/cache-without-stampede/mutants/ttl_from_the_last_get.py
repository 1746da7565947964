# caught by: keeps a value no longer because it is asked for
import asyncio


class AsyncCache:
    def __init__(self, load, ttl):
        self._load, self._ttl = load, ttl
        self._kept, self._loading = {}, {}

    async def get(self, key):
        if key in self._kept:
            value, until = self._kept[key]
            if asyncio.get_running_loop().time() < until:
                self._kept[key] = value, asyncio.get_running_loop().time() + self._ttl
                return value
        if key not in self._loading:
            self._loading[key] = asyncio.create_task(self._fill(key))
        return await asyncio.shield(self._loading[key])

    async def _fill(self, key):
        try:
            value = await self._load(key)
            self._kept[key] = value, asyncio.get_running_loop().time() + self._ttl
            return value
        finally:
            del self._loading[key]
