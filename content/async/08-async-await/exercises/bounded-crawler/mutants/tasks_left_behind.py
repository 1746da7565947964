# caught by: gives up its requests when it is cancelled
import asyncio
import aiohttp
async def crawl(start, *, limit):
    statuses, tasks = {start: None}, set()
    gate = asyncio.Semaphore(limit)
    session = aiohttp.ClientSession()
    async def visit(address):
        try:
            async with gate, session.get(address) as response:
                statuses[address] = response.status
                text = await response.text()
        except aiohttp.ClientError:
            return
        for link in text.splitlines() if response.status == 200 else []:
            if link not in statuses:
                statuses[link] = None
                tasks.add(asyncio.create_task(visit(link)))
    tasks.add(asyncio.create_task(visit(start)))
    while tasks:
        done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        tasks -= done
    await session.close()
    return statuses
