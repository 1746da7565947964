# caught by: raises ValueError when rate is below 1
import asyncio
import time


class RateLimiter:
    def __init__(self, rate, per):
        if per <= 0:
            raise ValueError("per must be positive")
        self._rate, self._per = rate, per
        self._starts = []
        self._lock = asyncio.Lock()

    async def turn(self):
        async with self._lock:
            if len(self._starts) >= self._rate:
                await asyncio.sleep(self._starts[-self._rate] + self._per - time.monotonic())
            self._starts.append(time.monotonic())
