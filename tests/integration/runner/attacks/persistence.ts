import { py, type Attack } from './attack.ts';

const nothingLeft = py`
import builtins, json, os, random, signal, sys
print(sorted(os.listdir("/tmp")), os.getcwd(), os.umask(0o22))
print(hasattr(builtins, "left_behind"), hasattr(json, "left_behind"), "left_behind" in sys.modules, sys.path[0], sys.getrecursionlimit())
print(os.environ.get("LEFT_BEHIND"), signal.getsignal(signal.SIGTERM) == signal.SIG_DFL, print is builtins.print, len(sys.argv))
print(json.dumps({"a": 1}), open("/etc/hosts").read().count("left"), [name for name in os.listdir("/dev/shm") if name != "main.py"])
`;
const asAtFirst = '[\'main.py\'] /tmp 18\nFalse False False /tmp 1000\nNone True True 1\n{"a": 1} 0 []';

const litter = py`
import builtins, json, os, random, signal, subprocess, sys, tempfile
builtins.left_behind = json.left_behind = 1
sys.modules["left_behind"] = json
sys.path.insert(0, "/left")
sys.setrecursionlimit(5000)
os.environ["LEFT_BEHIND"] = "1"
os.umask(0)
signal.signal(signal.SIGTERM, signal.SIG_IGN)
json.dumps = lambda value: "poisoned"
builtins.print = None
open("/tmp/left", "w").write("secret of another")
open("/tmp/json.py", "w").write("raise SystemExit('poisoned')")
open("/tmp/sitecustomize.py", "w").write("raise SystemExit('poisoned')")
open("/dev/shm/left", "w").write("x")
tempfile.mkdtemp()
`;

/** What one program leaves is not there for the next, and what one breaks is whole again. */
export const persistence: readonly Attack[] = [
  { name: 'comes first', code: nothingLeft, stdout: asAtFirst },
  { name: 'comes after one that left all it could', after: [litter], code: nothingLeft, stdout: asAtFirst },
  {
    name: 'comes after one that left all it could, ten times',
    after: Array.from({ length: 10 }, () => litter),
    code: nothingLeft,
    stdout: asAtFirst,
  },
  {
    name: 'comes after one that changed the library in place',
    after: [
      'import asyncio, threading, time\nasyncio.sleep = None\nthreading.Thread.start = None\ntime.sleep = None\nasyncio.run = None\n',
    ],
    code: 'import asyncio, threading, time\nasync def main():\n    await asyncio.sleep(0.01)\n    print("slept")\nasyncio.run(main())\nthread = threading.Thread(target=print, args=("ran",))\nthread.start()\nthread.join()\ntime.sleep(0)\n',
    stdout: 'slept\nran',
  },
  {
    name: 'comes after one that changed what cannot be changed',
    after: [
      'import ctypes\nctypes.memset(id(7), 0xff, 32)\n',
      'import ctypes, gc\nnumbers = gc.get_referents(dict.__dict__)[0]\nnumbers["get"] = lambda *_: "poisoned"\n',
    ],
    code: 'print(3 + 4, 7, {"a": 1}.get("a"))\n',
    stdout: '7 7 1',
  },
  {
    name: 'comes after a fork bomb',
    after: ['import os\nwhile True:\n    try:\n        os.fork()\n    except OSError:\n        pass\n'],
    code: 'import threading, subprocess\nthread = threading.Thread(target=print, args=("thread",))\nthread.start()\nthread.join()\nprint(subprocess.run(["echo", "child"], capture_output=True).stdout)\n',
    stdout: "thread\nb'child\\n'",
    wallMs: 1500,
  },
  {
    name: 'comes after one that ate all memory',
    after: ['kept = []\nwhile True:\n    kept.append(bytearray(10**6))\n'],
    code: 'print(len(bytearray(10**8)))\n',
    stdout: '100000000',
  },
  {
    name: 'comes after one that filled the disk',
    after: ['with open("/tmp/x", "wb") as file:\n    while True:\n        file.write(bytes(10**6))\n'],
    code: 'import os\nprint(os.listdir("/tmp"), open("/tmp/y", "wb").write(bytes(10**7)))\n',
    stdout: "['main.py'] 10000000",
  },
  {
    name: 'comes after one that left a server listening',
    after: [
      'import os, socket, time\nif os.fork() == 0:\n    os.setsid()\n    server = socket.create_server(("127.0.0.1", 9999))\n    other = socket.socket(socket.AF_UNIX)\n    other.bind("\\0left")\n    other.listen()\n    time.sleep(60)\ntime.sleep(0.2)\n',
    ],
    code: 'import socket\nfor family, place in ((socket.AF_INET, ("127.0.0.1", 9999)), (socket.AF_UNIX, "\\0left")):\n    try:\n        socket.socket(family).connect(place)\n    except ConnectionRefusedError:\n        print("nobody")\nserver = socket.create_server(("127.0.0.1", 9999))\nprint("mine")\n',
    stdout: 'nobody\nnobody\nmine',
  },
  {
    name: 'comes after one that left processes',
    after: ['import os, time\nif os.fork() == 0:\n    os.setsid()\n    time.sleep(600)\n'],
    code: 'import os\nprint(sum(name.isdigit() for name in os.listdir("/proc")) <= 3)\n',
    stdout: 'True',
  },
  {
    name: 'comes after one that crashed',
    after: ['import ctypes\nctypes.string_at(0)\n'],
    code: 'print("well")\n',
    stdout: 'well',
  },
  {
    name: 'comes after one that looped',
    after: ['while True:\n    pass\n'],
    code: 'print("well")\n',
    stdout: 'well',
    wallMs: 500,
  },
  {
    name: 'comes after one that flooded',
    after: ['while True:\n    print("x" * 10_000)\n'],
    code: 'print("well")\n',
    stdout: 'well',
  },
  {
    name: 'comes after one that raised its priority and lowered its limits',
    after: [
      'import os, resource\nos.nice(19)\nresource.setrlimit(resource.RLIMIT_NOFILE, (3, 3))\nresource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))\n',
    ],
    code: 'import os\nprint(os.nice(0), len(open("main.py").read()) > 0, open("x", "w").write("y"))\n',
    stdout: '0 True 1',
  },
  {
    name: 'draws numbers that another drew',
    after: ['import random\nrandom.seed(5)\n'],
    code: 'import os, uuid\nprint(os.urandom(8) != bytes(8), uuid.uuid4() != uuid.uuid4())\n',
    stdout: 'True True',
  },
];
