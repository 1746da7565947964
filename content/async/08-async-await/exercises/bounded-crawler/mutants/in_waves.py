# caught by: fetches the next page as soon as one is done
import asyncio
import aiohttp
async def crawl(start, *, limit):
    statuses, wave = {start: None}, [start]
    gate = asyncio.Semaphore(limit)
    async def visit(address):
        try:
            async with gate, session.get(address) as response:
                statuses[address] = response.status
                return (await response.text()).splitlines() if response.status == 200 else []
        except aiohttp.ClientError:
            return []
    async with aiohttp.ClientSession() as session:
        while wave:
            following = []
            for links in await asyncio.gather(*map(visit, wave)):
                for link in links:
                    if link not in statuses:
                        statuses[link] = None
                        following.append(link)
            wave = following
    return statuses
