# caught by: keeps two limiters apart
import asyncio
import time
from collections import deque

starts = {}


class RateLimiter:
    lock = asyncio.Lock()

    def __init__(self, rate, per):
        if rate < 1 or per <= 0:
            raise ValueError("rate and per must be positive")
        self._per = per
        self._starts = deque(maxlen=rate)

    async def turn(self):
        async with RateLimiter.lock:
            if len(self._starts) == self._starts.maxlen:
                await asyncio.sleep(self._starts[0] + self._per - time.monotonic())
            self._starts.append(time.monotonic())
