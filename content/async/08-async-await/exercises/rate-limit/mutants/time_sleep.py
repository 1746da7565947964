# caught by: lets everything else run while somebody waits
import time
from collections import deque


class RateLimiter:
    def __init__(self, rate, per):
        if rate < 1 or per <= 0:
            raise ValueError("rate and per must be positive")
        self._per = per
        self._starts = deque(maxlen=rate)

    async def turn(self):
        if len(self._starts) == self._starts.maxlen:
            time.sleep(max(0, self._starts[0] + self._per - time.monotonic()))
        self._starts.append(time.monotonic())
