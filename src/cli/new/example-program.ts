/** A program for authors to overwrite: short, asynchronous, and the same output each time. */
export const exampleProgram = `import asyncio


async def greet(name):
    print("hello", name)


async def main():
    await asyncio.gather(greet("Ada"), greet("Bob"))


asyncio.run(main())
`;

/** What it prints, line by line. */
export const exampleLines = ['hello Ada', 'hello Bob'] as const;
