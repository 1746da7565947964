# caught by: lets the first ones start at once
import asyncio
import time


class RateLimiter:
    def __init__(self, rate, per):
        if rate < 1 or per <= 0:
            raise ValueError("rate and per must be positive")
        self._gap = per / rate
        self._free_at = 0

    async def turn(self):
        now = time.monotonic()
        mine = max(now, self._free_at)
        self._free_at = mine + self._gap
        await asyncio.sleep(mine - now)
