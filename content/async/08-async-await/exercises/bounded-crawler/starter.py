import asyncio

import aiohttp


async def crawl(start, *, limit):
    async with aiohttp.ClientSession() as session:
        async with session.get(start) as response:
            return {start: response.status}


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
