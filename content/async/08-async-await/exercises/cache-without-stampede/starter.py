import asyncio


class AsyncCache:
    def __init__(self, load, ttl):
        self._load = load
        self._ttl = ttl
        self._values = {}

    async def get(self, key):
        if key not in self._values:
            self._values[key] = await self._load(key)
        return self._values[key]


async def main():
    async def load(key):
        print("loading", key)
        await asyncio.sleep(1)
        return key.upper()

    cache = AsyncCache(load, ttl=10)
    print(await asyncio.gather(*(cache.get("page") for _ in range(3))))


if __name__ == "__main__":
    asyncio.run(main())
