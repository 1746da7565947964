import asyncio
import time
from collections import deque


class RateLimiter:
    def __init__(self, rate, per):
        if rate < 1:
            raise ValueError("rate must be at least 1")
        if per <= 0:
            raise ValueError("per must be more than 0")
        self._per = per
        self._starts = deque(maxlen=rate)
        self._queue = asyncio.Lock()

    async def turn(self):
        async with self._queue:
            if len(self._starts) == self._starts.maxlen:
                await asyncio.sleep(self._starts[0] + self._per - time.monotonic())
            self._starts.append(time.monotonic())


async def main():
    limiter = RateLimiter(rate=2, per=1)
    start = time.monotonic()

    async def ask(number):
        await limiter.turn()
        print(f"{time.monotonic() - start:.1f} s: question {number}")

    await asyncio.gather(*(ask(number) for number in range(1, 6)))


if __name__ == "__main__":
    asyncio.run(main())
