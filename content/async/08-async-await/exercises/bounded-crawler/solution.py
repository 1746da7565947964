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
        for link in text.splitlines() if response.status == 200 else []:
            if link not in statuses:
                statuses[link] = None
                group.create_task(visit(link))

    async with aiohttp.ClientSession() as session, asyncio.TaskGroup() as group:
        group.create_task(visit(start))
    return statuses


async def main():
    async def answer(reader, writer):
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
        writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    statuses = await crawl(f"http://127.0.0.1:{port}/", limit=3)
    print(list(statuses.values()))
    server.close()


if __name__ == "__main__":
    asyncio.run(main())
