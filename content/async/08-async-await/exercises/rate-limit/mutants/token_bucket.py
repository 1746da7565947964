# caught by: lets no more than `rate` start within `per` seconds
import asyncio
import time


class RateLimiter:
    def __init__(self, rate, per):
        if rate < 1 or per <= 0:
            raise ValueError("rate and per must be positive")
        self._rate, self._per = rate, per
        self._tokens = rate
        self._seen = time.monotonic()
        self._lock = asyncio.Lock()

    async def turn(self):
        async with self._lock:
            while True:
                now = time.monotonic()
                earned = (now - self._seen) * self._rate / self._per
                self._tokens = min(self._rate, self._tokens + earned)
                self._seen = now
                if self._tokens >= 1 - 1e-9:
                    self._tokens -= 1
                    return
                await asyncio.sleep((1 - self._tokens) * self._per / self._rate)
