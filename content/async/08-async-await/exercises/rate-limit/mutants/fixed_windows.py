# caught by: looks at any `per` seconds, wherever they begin
import asyncio
import time


class RateLimiter:
    def __init__(self, rate, per):
        if rate < 1 or per <= 0:
            raise ValueError("rate and per must be positive")
        self._rate, self._per = rate, per
        self._lock = asyncio.Lock()
        self._window = None
        self._count = 0

    async def turn(self):
        async with self._lock:
            now = time.monotonic()
            if self._window is None or now >= self._window + self._per:
                self._window, self._count = now, 0
            if self._count == self._rate:
                await asyncio.sleep(self._window + self._per - now)
                self._window, self._count = time.monotonic(), 0
            self._count += 1
