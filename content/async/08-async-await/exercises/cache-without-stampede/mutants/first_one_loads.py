# caught by: loads on for the others when one of them is cancelled
import asyncio


class AsyncCache:
    def __init__(self, load, ttl):
        self._load, self._ttl = load, ttl
        self._kept, self._loading = {}, {}

    async def get(self, key):
        loop = asyncio.get_running_loop()
        if key in self._kept and loop.time() < self._kept[key][1]:
            return self._kept[key][0]
        if key in self._loading:
            return await asyncio.shield(self._loading[key])
        future = self._loading[key] = loop.create_future()
        try:
            value = await self._load(key)
        except BaseException as error:
            if not isinstance(error, asyncio.CancelledError):
                future.set_exception(error)
                future.exception()
            else:
                future.cancel()
            raise
        else:
            self._kept[key] = value, loop.time() + self._ttl
            future.set_result(value)
            return value
        finally:
            del self._loading[key]
