"""What a lesson's program would spend its first milliseconds on: imports, and the first turn of an event loop."""

import gc
import io
import os
import site
import sys

_IMPORTS = """
    abc argparse array ast asyncio base64 bisect calendar cmath collections collections.abc concurrent.futures
    concurrent.futures.thread contextlib contextvars copy csv dataclasses datetime decimal dis enum fractions functools
    gc glob hashlib heapq inspect io itertools json keyword linecache logging math numbers operator os pathlib pickle
    platform pprint queue random re secrets selectors shlex shutil signal socket statistics string struct subprocess
    tempfile textwrap threading time timeit tokenize traceback types typing unittest.mock urllib.parse uuid warnings
    weakref zlib
""".split()
_NOT_NEEDED = {
    "argparse", "array", "base64", "calendar", "cmath", "csv", "decimal", "fractions", "glob", "hashlib", "numbers",
    "pickle", "platform", "pprint", "secrets", "shlex", "shutil", "statistics", "tempfile", "timeit", "unittest.mock",
    "urllib.parse", "uuid", "pathlib", "textwrap", "zlib",
}  # fmt: skip


def prepare():
    """In the zygote, once: imports, the folders of packages, the loop's first run."""
    # `asyncio` without `ssl` is a third cheaper to import and to copy. A program that mentions `ssl` gets it.
    sys.modules["ssl"] = None
    for name in _IMPORTS:
        if name not in _NOT_NEEDED:
            __import__(name)
    del sys.modules["ssl"]
    _add_site_packages()
    run_once()


def run_once():
    """Runs a small program, and leaves no trace of it: no event loop, no task counted, no thread's name taken."""
    import asyncio

    code = compile(_PROGRAM, "main.py", "exec", dont_inherit=True)
    with open(os.devnull, "wb", 0) as nowhere, io.TextIOWrapper(nowhere, write_through=True) as output:
        names = {"__name__": "__main__", "output": output, "make_loop": _make_loop}
        exec(code, names)
    asyncio.events._event_loop_policy = None
    names.clear()
    gc.collect()


def _make_loop():
    import asyncio

    loop = asyncio.new_event_loop()
    # A task that is given its name does not count.
    loop.set_task_factory(lambda loop, coroutine, **options: asyncio.Task(coroutine, loop=loop, **{"name": "", **options}))
    return loop


def give_asyncio_its_ssl():
    """What `import asyncio` would have done, had `ssl` been there."""
    import asyncio.base_events
    import asyncio.selector_events
    import asyncio.sslproto
    import ssl

    for module in (asyncio.base_events, asyncio.selector_events, asyncio.sslproto):
        module.ssl = ssl
    asyncio.sslproto.SSLAgainErrors = (ssl.SSLWantReadError, ssl.SSLSyscallError)


_PROGRAM = """
import asyncio

async def fetch(number):
    await asyncio.sleep(0.00001 * number)
    return number

async def main():
    text = f"{await asyncio.gather(fetch(1), fetch(2), fetch(3))}"
    async with asyncio.timeout(1):
        await fetch(0)
    print(text, file=output)

with asyncio.Runner(loop_factory=make_loop) as runner:
    runner.run(main())
"""


def _add_site_packages():
    """As `import site` does, without running what packages put into `.pth` files: this process is no place for that."""
    for folder in site.getsitepackages():
        if os.path.isdir(folder) and folder not in sys.path:
            sys.path.append(folder)
    site.setquit()
    site.setcopyright()
    site.sethelper()
