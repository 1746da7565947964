import asyncio


class AsyncCache:
    def __init__(self, load, ttl):
        self._load = load
        self._ttl = ttl
        self._kept = {}
        self._loading = {}

    async def get(self, key):
        if key in self._kept:
            value, until = self._kept[key]
            if asyncio.get_running_loop().time() < until:
                return value
        if key not in self._loading:
            self._loading[key] = asyncio.create_task(self._fill(key))
        return await asyncio.shield(self._loading[key])

    async def _fill(self, key):
        try:
            value = await self._load(key)
            until = asyncio.get_running_loop().time() + self._ttl
            self._kept[key] = value, until
            return value
        finally:
            del self._loading[key]


async def main():
    async def load(key):
        print("loading", key)
        await asyncio.sleep(1)
        return key.upper()

    cache = AsyncCache(load, ttl=10)
    print(await asyncio.gather(*(cache.get("page") for _ in range(3))))


if __name__ == "__main__":
    asyncio.run(main())
