# caught by: serves several callers at once
import asyncio
_failures = 0
async def retry(op, *, attempts=3, base_delay=0.1, max_delay=None, retry_on=(Exception,)):
    global _failures
    if attempts < 1:
        raise ValueError
    _failures = 0
    while True:
        try:
            return await op()
        except asyncio.CancelledError:
            raise
        except retry_on:
            _failures += 1
            if _failures >= attempts:
                raise
        d = base_delay * 2 ** (_failures - 1)
        await asyncio.sleep(d if max_delay is None else min(d, max_delay))
