# caught by: keeps two calls apart
import asyncio

import aiohttp


_seen = {}


async def crawl(start, *, limit):
    _seen.setdefault(start, {})
    seen = _seen[start]
    statuses = {start: None}
    gate = asyncio.Semaphore(limit)

    async def visit(address):
        try:
            async with gate, session.get(address) as response:
                text = await response.text()
        except aiohttp.ClientError:
            return
        statuses[address] = response.status
        for link in text.splitlines() if response.status == 200 else []:
            if link not in statuses and seen.setdefault(link, statuses) is statuses:
                statuses[link] = None
                group.create_task(visit(link))

    async with aiohttp.ClientSession() as session, asyncio.TaskGroup() as group:
        group.create_task(visit(start))
    return statuses
