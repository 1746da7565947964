# caught by: gives a value to whoever asks after all were cancelled
import asyncio


class AsyncCache:
    def __init__(self, load, ttl):
        self._load, self._ttl = load, ttl
        self._kept, self._loading, self._waiting = {}, {}, {}

    async def get(self, key):
        if key in self._kept:
            value, until = self._kept[key]
            if asyncio.get_running_loop().time() < until:
                return value
        if key not in self._loading:
            self._loading[key] = asyncio.create_task(self._fill(key))
        task = self._loading[key]
        self._waiting[key] = self._waiting.get(key, 0) + 1
        try:
            return await asyncio.shield(task)
        finally:
            self._waiting[key] -= 1
            if self._waiting[key] == 0 and not task.done():
                task.cancel()

    async def _fill(self, key):
        try:
            value = await self._load(key)
        except Exception:
            del self._loading[key]
            raise
        self._kept[key] = value, asyncio.get_running_loop().time() + self._ttl
        del self._loading[key]
        return value
