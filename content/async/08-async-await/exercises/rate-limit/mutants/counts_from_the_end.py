# caught by: lets nobody wait longer than necessary
import asyncio


class RateLimiter:
    def __init__(self, rate, per):
        if rate < 1 or per <= 0:
            raise ValueError("rate and per must be positive")
        self._per = per
        self._rate = rate
        self._lock = asyncio.Lock()
        self._count = 0

    async def turn(self):
        async with self._lock:
            if self._count == self._rate:
                await asyncio.sleep(self._per)
            else:
                self._count += 1
