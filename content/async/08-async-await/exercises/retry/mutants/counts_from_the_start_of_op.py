# caught by: counts a wait from the failure on
import asyncio
async def retry(op, *, attempts=3, base_delay=0.1, max_delay=None, retry_on=(Exception,)):
    if attempts < 1:
        raise ValueError
    loop = asyncio.get_running_loop()
    for k in range(1, attempts + 1):
        began = loop.time()
        try:
            return await op()
        except asyncio.CancelledError:
            raise
        except retry_on:
            if k == attempts:
                raise
        d = base_delay * 2 ** (k - 1)
        d = d if max_delay is None else min(d, max_delay)
        await asyncio.sleep(began + d - loop.time())
