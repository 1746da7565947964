# caught by: raises the last exception when all attempts fail
import asyncio
async def retry(op, *, attempts=3, base_delay=0.1, max_delay=None, retry_on=(Exception,)):
    if attempts < 1:
        raise ValueError
    first = None
    for k in range(attempts):
        try:
            return await op()
        except asyncio.CancelledError:
            raise
        except retry_on as e:
            first = first or e
            if k + 1 == attempts:
                raise first
            d = base_delay * 2 ** k
            await asyncio.sleep(d if max_delay is None else min(d, max_delay))
