# caught by: lets them start in the order in which they came
import asyncio
import time
from collections import deque


class RateLimiter:
    def __init__(self, rate, per):
        if rate < 1 or per <= 0:
            raise ValueError("rate and per must be positive")
        self._rate, self._per = rate, per
        self._starts = deque()
        self._waiting = []

    async def turn(self):
        me = object()
        self._waiting.append(me)
        try:
            while True:
                now = time.monotonic()
                while self._starts and now - self._starts[0] >= self._per - 1e-9:
                    self._starts.popleft()
                room = self._rate - len(self._starts)
                if room > 0 and me is self._waiting[-1]:
                    self._starts.append(now)
                    return
                await asyncio.sleep(max(self._starts[0] + self._per - now, 0) if not room else 0.01)
        finally:
            self._waiting.remove(me)
