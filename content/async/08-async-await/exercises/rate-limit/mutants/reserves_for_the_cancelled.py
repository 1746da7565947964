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

    async def turn(self):
        now = time.monotonic()
        full = len(self._starts) == self._starts.maxlen
        mine = max(now, self._starts[0] + self._per) if full else now
        self._starts.append(mine)
        await asyncio.sleep(mine - now)
