# caught by: saves up nothing in a quiet time
import asyncio
import time


class RateLimiter:
    def __init__(self, rate, per):
        if rate < 1 or per <= 0:
            raise ValueError("rate and per must be positive")
        self._rate, self._per = rate, per
        self._due = []
        self._lock = asyncio.Lock()

    async def turn(self):
        async with self._lock:
            now = due = time.monotonic()
            if len(self._due) >= self._rate:
                due = self._due[-self._rate] + self._per
                await asyncio.sleep(max(0, due - now))
            self._due.append(due)
