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
            try:
                if len(self._starts) == self._starts.maxlen:
                    await asyncio.sleep(self._starts[0] + self._per - time.monotonic())
            finally:
                self._starts.append(time.monotonic())
