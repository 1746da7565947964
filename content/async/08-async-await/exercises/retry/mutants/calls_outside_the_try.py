# caught by: tries again when the call of op itself raises
import asyncio
async def retry(op, *, attempts=3, base_delay=0.1, max_delay=None, retry_on=(Exception,)):
    if attempts < 1:
        raise ValueError
    for k in range(1, attempts + 1):
        awaitable = op()
        try:
            return await awaitable
        except asyncio.CancelledError:
            raise
        except retry_on:
            if k == attempts:
                raise
        d = base_delay * 2 ** (k - 1)
        await asyncio.sleep(d if max_delay is None else min(d, max_delay))
