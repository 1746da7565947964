import { py, type Attack } from './attack.ts';

const greedy = { kind: 'out-of-memory' } as const;

/** Programs that take more memory than there is. */
export const memory: readonly Attack[] = [
  {
    name: 'asks for more memory than there is',
    code: 'print("a")\nbytearray(10**9)\n',
    ...greedy,
    exitCode: 1,
    stdout: 'a',
    stderr: /MemoryError$/u,
  },
  {
    name: 'asks for more memory than any machine has',
    code: 'x = b"x" * 10**15\n',
    ...greedy,
    exitCode: 1,
    stderr: /MemoryError$/u,
  },
  { name: 'asks for a list that no machine could hold', code: 'x = [None] * 2**60\n', ...greedy, exitCode: 1 },
  {
    name: 'asks for a number of bytes that is no number of bytes',
    code: 'try:\n    bytearray(2**64)\nexcept OverflowError:\n    print("overflow")\n',
    stdout: 'overflow',
  },
  {
    name: 'grows a list of large things without end',
    code: 'kept = []\nwhile True:\n    kept.append("x" * 100_000)\n',
    ...greedy,
    exitCode: 1,
  },
  {
    name: 'grows a list of small things without end',
    code: 'kept = []\nwhile True:\n    kept.append([None] * 1000)\n',
    ...greedy,
  },
  { name: 'doubles a text', code: 'text = "x"\nwhile True:\n    text += text\n', ...greedy, exitCode: 1 },
  { name: 'fills a dictionary', code: 'kept = {}\nwhile True:\n    kept[len(kept)] = bytes(10_000)\n', ...greedy },
  { name: 'shifts a number far', code: 'print((1 << 10**11) > 0)\n', ...greedy, exitCode: 1 },
  { name: 'reads a device without end', code: 'open("/dev/zero", "rb").read()\n', ...greedy, exitCode: 1 },
  {
    name: 'maps more memory than there is',
    code: 'import mmap\ntry:\n    mmap.mmap(-1, 10**10)\nexcept OSError as error:\n    print(error.strerror)\n',
    stdout: 'Cannot allocate memory',
  },
  {
    name: 'maps and touches memory until it cannot',
    code: 'import mmap\nkept = []\nwhile True:\n    try:\n        kept.append(mmap.mmap(-1, 2**24))\n        kept[-1].write(b"x" * 2**24)\n    except OSError:\n        break\nprint(0 < len(kept) < 16)\n',
    stdout: 'True',
  },
  {
    name: 'asks the C library for memory until it cannot',
    code: 'import ctypes\nlibc = ctypes.CDLL(None)\nlibc.malloc.restype = ctypes.c_void_p\nlibc.malloc.argtypes = [ctypes.c_size_t]\nblocks = 0\nwhile libc.malloc(2**20) is not None:\n    blocks += 1\nprint(blocks < 256)\n',
    stdout: 'True',
  },
  {
    name: 'unpacks a bomb',
    code: 'import zlib\npacker = zlib.compressobj(1, zlib.DEFLATED, -15)\npacked = (packer.compress(bytes(2**20)) + packer.flush(zlib.Z_FULL_FLUSH)) * 1000\nprint(len(packed) < 6_000_000)\nzlib.decompress(packed, -15)\n',
    ...greedy,
    exitCode: 1,
    stdout: 'True',
  },
  { name: 'formats a very wide number', code: 'print(f"{1:>{10**10}}")\n', ...greedy, exitCode: 1 },
  {
    name: 'multiplies what it is',
    code: 'import itertools\nlist(itertools.product(range(1000), repeat=3))\n',
    ...greedy,
  },
  { name: 'grows a text of patterns', code: 'import re\nre.sub("x", "y" * 10**6, "x" * 10**6)\n', ...greedy },
  {
    name: 'makes entities of entities',
    code: 'import xml.dom.minidom\ntext = "<!DOCTYPE x [<!ENTITY a0 \\"" + "a" * 100_000 + "\\">" + "".join(f"<!ENTITY a{n} \\"{f\'&a{n - 1};\' * 10}\\">" for n in range(1, 9)) + "]><x>&a8;</x>"\ntry:\n    xml.dom.minidom.parseString(text)\nexcept (xml.parsers.expat.ExpatError, MemoryError):\n    print("refused")\n',
    stdout: 'refused',
  },
  {
    name: 'shares its greed among its children',
    code: 'import os, time\nfor _ in range(8):\n    if os.fork() == 0:\n        kept = bytearray(100_000_000)\n        time.sleep(60)\ntime.sleep(60)\n',
    ...greedy,
    signal: 'SIGKILL',
  },
  {
    name: 'is greedy by a child of another Python',
    code: 'import subprocess, sys\nprint(subprocess.run([sys.executable, "-c", "bytearray(10**9)"], stderr=subprocess.DEVNULL).returncode)\n',
    stdout: '1',
  },
  {
    name: 'is greedy in many threads',
    code: 'import threading\nkept = []\ndef eat():\n    while True:\n        kept.append(bytearray(10**6))\nbegin = threading.Event()\nthreads = [threading.Thread(target=lambda: begin.wait() and eat(), daemon=True) for _ in range(4)]\nfor thread in threads: thread.start()\nbegin.set()\nfor thread in threads: thread.join()\nprint("main goes on")\n',
    stdout: 'main goes on',
    stderr: /MemoryError/u,
  },
  {
    name: 'is greedy in a coroutine',
    code: 'import asyncio\nasync def main():\n    bytearray(10**9)\nasyncio.run(main())\n',
    ...greedy,
    exitCode: 1,
  },
  {
    name: 'is greedy in a task group',
    code: py`
import asyncio
async def hungry():
    return bytearray(10**9)
async def main():
    async with asyncio.TaskGroup() as group:
        group.create_task(hungry())
asyncio.run(main())
`,
    ...greedy,
    exitCode: 1,
  },
  {
    name: 'makes futures without end',
    code: 'import asyncio\nasync def main():\n    kept = []\n    while True:\n        kept.append((asyncio.get_running_loop().create_future(), bytes(10_000)))\nasyncio.run(main())\n',
    ...greedy,
  },
  {
    name: 'survives its own lack of memory',
    code: 'try:\n    bytearray(10**9)\nexcept MemoryError:\n    print("went on")\n',
    stdout: 'went on',
  },
  {
    name: 'pretends to be out of memory',
    code: 'raise MemoryError("not really")\n',
    ...greedy,
    exitCode: 1,
    stderr: /MemoryError: not really$/u,
  },
  {
    name: 'uses as much as may be',
    code: 'kept = bytearray(150_000_000)\nkept[::4096] = b"x" * len(kept[::4096])\nprint(len(kept))\n',
    stdout: '150000000',
  },
  {
    name: 'raises its own limit of memory',
    code: 'import resource\ntry:\n    resource.setrlimit(resource.RLIMIT_AS, (-1, -1))\nexcept ValueError as error:\n    print(error)\nbytearray(10**9)\n',
    ...greedy,
    exitCode: 1,
    stdout: 'not allowed to raise maximum limit',
  },
  {
    name: 'hides memory in files of its memory',
    code: 'import os\ntry:\n    os.memfd_create("x")\nexcept PermissionError:\n    print("refused")\n',
    stdout: 'refused',
  },
  {
    name: 'hides memory in pipes',
    code: py`
import errno, fcntl, os
pipes, held = [], 0
try:
    while True:
        pipes.append(os.pipe())
        os.set_blocking(pipes[-1][1], False)
        try:
            fcntl.fcntl(pipes[-1][1], 1031, 2**20)
        except OSError:
            pass
        held += os.write(pipes[-1][1], bytes(2**20))
except OSError as error:
    print(errno.errorcode[error.errno], held <= 40 * 2**20)
`,
    stdout: 'EMFILE True',
  },
];
