# caught by: lets those behind move up when who waits is cancelled
import asyncio
import time
from collections import deque


class RateLimiter:
    def __init__(self, rate, per):
        if rate < 1 or per <= 0:
            raise ValueError("rate and per must be positive")
        self._per = per
        self._starts = deque(maxlen=rate)
        self._lock = asyncio.Lock()

    async def turn(self):
        async with self._lock:
            now = mine = time.monotonic()
            if len(self._starts) == self._starts.maxlen:
                mine = max(now, self._starts[0] + self._per)
            self._starts.append(mine)
            await asyncio.sleep(mine - now)
