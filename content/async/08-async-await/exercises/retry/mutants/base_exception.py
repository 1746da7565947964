# caught by: lets other than Exception through when no retry_on is given
import asyncio
async def retry(op, *, attempts=3, base_delay=0.1, max_delay=None, retry_on=(Exception,)):
    if attempts < 1:
        raise ValueError
    for k in range(1, attempts + 1):
        try:
            return await op()
        except asyncio.CancelledError:
            raise
        except BaseException as e:
            if k == attempts or (retry_on != (Exception,) and not isinstance(e, retry_on)):
                raise
        d = base_delay * 2 ** (k - 1)
        await asyncio.sleep(d if max_delay is None else min(d, max_delay))
