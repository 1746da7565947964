import asyncio
import time


class RateLimiter:
    def __init__(self, rate, per):
        self._door = asyncio.Semaphore(rate)

    async def turn(self):
        async with self._door:
            pass


async def main():
    limiter = RateLimiter(rate=2, per=1)
    start = time.monotonic()

    async def ask(number):
        await limiter.turn()
        print(f"{time.monotonic() - start:.1f} s: question {number}")

    await asyncio.gather(*(ask(number) for number in range(1, 6)))


if __name__ == "__main__":
    asyncio.run(main())
