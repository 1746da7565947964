# caught by: fetches each page once
import asyncio

import aiohttp


async def crawl(start, *, limit):
    statuses = {}
    gate = asyncio.Semaphore(limit)

    async def visit(address):
        try:
            async with gate, session.get(address) as response:
                text = await response.text()
        except aiohttp.ClientError:
            statuses[address] = None
            return
        statuses[address] = response.status
        for link in text.splitlines() if response.status == 200 else []:
            if link not in statuses:
                group.create_task(visit(link))

    async with aiohttp.ClientSession() as session, asyncio.TaskGroup() as group:
        group.create_task(visit(start))
    return statuses
