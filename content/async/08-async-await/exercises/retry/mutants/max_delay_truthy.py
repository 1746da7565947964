# caught by: can be told not to wait at all
import asyncio
async def retry(op, *, attempts=3, base_delay=0.1, max_delay=None, retry_on=(Exception,)):
    if attempts < 1:
        raise ValueError
    for k in range(1, attempts + 1):
        try:
            return await op()
        except asyncio.CancelledError:
            raise
        except retry_on:
            if k == attempts:
                raise
            d = base_delay * 2 ** (k - 1)
            await asyncio.sleep(min(d, max_delay) if max_delay else d)
