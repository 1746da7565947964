# caught by: lets everything else run while it waits
import asyncio, time
async def retry(op, *, attempts=3, base_delay=0.1, max_delay=None, retry_on=(Exception,)):
    if attempts < 1:
        raise ValueError
    for k in range(attempts):
        try:
            return await op()
        except asyncio.CancelledError:
            raise
        except retry_on:
            if k + 1 == attempts:
                raise
            d = base_delay * 2 ** k
            time.sleep(d if max_delay is None else min(d, max_delay))
