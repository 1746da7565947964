# caught by: follows links only from pages with status 200
import asyncio

import aiohttp


async def crawl(start, *, limit):
    statuses = {start: None}
    gate = asyncio.Semaphore(limit)

    async def visit(address):
        try:
            async with gate, session.get(address) as response:
                text = await response.text()
        except aiohttp.ClientError:
            return
        statuses[address] = response.status
        for link in text.splitlines() if response.status < 300 else []:
            if link not in statuses:
                statuses[link] = None
                group.create_task(visit(link))

    async with aiohttp.ClientSession() as session, asyncio.TaskGroup() as group:
        group.create_task(visit(start))
    return statuses
