import { py, type Attack } from './attack.ts';
import { attempts } from './python.ts';

/** Programs that look for what is not theirs: of the host, of the bot, of the runner. */
export const secrets: readonly Attack[] = [
  {
    name: 'reads the environment of the bot',
    code: 'import os\nprint(dict(os.environ))\nprint(open("/proc/self/environ").read().replace("\\0", " ").split())\n',
    // What was taken out of it has left an empty place.
    stdout: /^\{'LC_CTYPE': 'C.UTF-8'\}\n\['(LC_CTYPE=C.UTF-8|PWD=\/tmp)', '(LC_CTYPE=C.UTF-8|PWD=\/tmp)'\]$/u,
    inPool: { stdout: "{'LC_CTYPE': 'C.UTF-8'}\n['LC_CTYPE=C.UTF-8']" },
  },
  {
    name: 'looks for words of the bot in its environment',
    code: 'import os\nprint([name for name in os.environ if any(word in name for word in ("TOKEN", "SECRET", "KEY", "DISCORD", "SLACK", "PATH", "HOME"))])\nprint(os.getenv("DISCORD_TOKEN"), os.popen("env").read().count("TOKEN"))\n',
    stdout: '[]\nNone 0',
  },
  {
    name: 'hands its environment to others',
    code: 'import os, subprocess\nos.environ["MINE"] = "1"\nprint(subprocess.run("echo $MINE; env | grep -c TOKEN", shell=True, capture_output=True, text=True).stdout)\n',
    stdout: '1\n0\n',
  },
  {
    name: 'looks for the files of the host',
    code: attempts(
      '',
      'sorted(os.listdir("/"))',
      'sorted(os.listdir("/etc"))',
      'open("/etc/shadow").read()',
      'open("/etc/hostname").read()',
      'os.listdir("/home")',
      'os.listdir("/var")',
      'os.listdir("/sys")',
      'os.listdir("/run")',
      'sorted(os.listdir("/dev"))',
      'os.uname().nodename',
    ),
    stdout: new RegExp(
      [
        String.raw`^\['bin', 'dev', 'etc', ('lib\w*', )+('opt', )?'proc', ('root', )?'sbin', 'tmp', 'usr'\]`,
        String.raw`\[('alternatives', )?'group', 'hosts', ('ld.so.cache', )?'nsswitch.conf', 'passwd'\]`,
        ...Array.from({ length: 6 }, () => 'ENOENT'),
        String.raw`\['fd', 'null', 'random', 'shm', 'urandom', 'zero'\]`,
        'studyloop$',
      ].join('\n'),
      'u',
    ),
  },
  {
    name: 'reads who lives on the host',
    code: 'print([line.split(":")[0] for line in open("/etc/passwd")])\n',
    stdout: "['root', 'learner']",
  },
  {
    name: 'looks into the homes',
    code: attempts(
      '',
      'os.listdir("/root/.ssh")',
      'open("/root/.bash_history")',
      'open("/root/.env")',
      'os.listdir("/work")',
      'os.listdir("/home")',
      'open("/proc/1/cwd/.env")',
    ),
    stdout: /^((ENOENT|EACCES)\n){5}(ENOENT|EACCES)$/u,
  },
  {
    name: 'reads what the kernel tells of the host',
    code: attempts(
      '',
      'open("/proc/mounts").read().count("/home")',
      'open("/proc/cmdline").read()',
      'open("/proc/kallsyms").read(1)',
      'open("/proc/kmsg").read(1)',
      'open("/proc/kcore", "rb").read(1)',
      'open("/proc/keys").read()',
      'os.listdir("/proc/net")',
      'open("/proc/sys/kernel/random/boot_id").read()',
    ),
    stdout: Array.from({ length: 8 }, () => 'ENOENT').join('\n'),
  },
  {
    name: 'looks at its mounts',
    code: 'mounts = [line.split() for line in open("/proc/self/mountinfo")]\nprint(all("ro" in mount[5].split(",") for mount in mounts if mount[4] not in ("/tmp", "/proc") and not mount[4].startswith("/dev/")))\nprint(any(word in mount[3] for mount in mounts for word in ("studyloop", "/work", "secret")))\n',
    stdout: 'True\nFalse',
  },
  {
    name: 'looks at the process that watches it',
    code: attempts(
      '',
      'sorted(int(name) for name in os.listdir("/proc") if name.isdigit())',
      'open("/proc/1/environ").read()',
      'open("/proc/1/mem", "rb").read(1)',
      'os.listdir("/proc/1/fd")',
      'os.listdir("/proc/1/root")',
      'open("/proc/1/maps").read()',
    ),
    stdout: '[1, 2]\nEACCES\nEACCES\nEACCES\nEACCES\nEACCES',
    // There its /proc shows only what is of its own user: itself, and the process that shares its memory.
    inPool: { stdout: '[2, 3]\nENOENT\nENOENT\nENOENT\nENOENT\nENOENT' },
  },
  {
    name: 'looks at the process that shares its memory',
    code: attempts(
      '',
      '"TOKEN" in open("/proc/3/environ").read()',
      'len(os.listdir("/proc/3/fd"))',
      'os.readlink("/proc/3/exe").count("python")',
    ),
    stdout: /^(ENOENT|False)\n(ENOENT|\d|EACCES)\n(ENOENT|1|EACCES)$/u,
  },
  {
    name: 'looks for open descriptors',
    code: attempts(
      '',
      '(sorted(os.listdir("/proc/self/fd"))[:3], len(os.listdir("/proc/self/fd")))',
      'os.write(3, b"x")',
      'os.write(4, b"x")',
      'os.fstat(5)',
      '[number for number in range(3, 256) if os.path.exists(f"/proc/self/fd/{number}")]',
    ),
    stdout: "(['0', '1', '2'], 4)\nEBADF\nEBADF\nEBADF\n[]",
  },
  {
    name: 'speaks to the bot through its own streams',
    code: attempts('', 'os.write(0, b"stop")', 'socket.socket(fileno=os.dup(1)).getsockname()'),
    // Its input may be a socket that the bot has not closed yet: what comes out of it is not read, or only as a report.
    stdout: /^(EPIPE|EBADF|4)\n.*$/u,
  },
  {
    name: 'tells the bot through its input what to think',
    code: py`
import json, os
report = {"outcome": "deadlocked", "clock": "virtual", "clockMs": 1, "findings": [{"kind": "deadlock", "message": "x" * 10**6}]}
try:
    os.write(0, json.dumps(report).encode())
except OSError:
    pass
print("done")
`,
    stdout: 'done',
  },
  {
    name: 'floods the bot through its input',
    code: 'import os\nos.set_blocking(0, False)\ntry:\n    for _ in range(200):\n        os.write(0, b"x" * 65536)\nexcept OSError:\n    pass\nprint("done")\n',
    stdout: 'done',
  },
  {
    name: 'sends descriptors to the bot',
    code: 'import array, socket\ntry:\n    line = socket.socket(fileno=0)\n    line.sendmsg([b"x"], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", [1, 2]))])\nexcept OSError:\n    pass\nprint("done")\n',
    stdout: 'done',
  },
  {
    name: 'asks who is at the other end of its streams',
    code: attempts(
      'import struct',
      'struct.unpack("3i", socket.socket(fileno=os.dup(1)).getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, 12))[0]',
      'socket.socket(fileno=os.dup(1)).getpeername()',
    ),
    stdout: /^(0|ENOTSOCK)\n.*$/u,
  },
  {
    name: 'looks for us below itself',
    code: py`
import gc, inspect, sys, threading, traceback
print(sys._getframe().f_back, len(inspect.stack()), len(traceback.extract_stack()))
print(sorted(name for name in vars() if not name.startswith("__")))
print(sys.argv, sys.orig_argv, __name__, __file__, sys.path[0], sys.modules["__main__"].__dict__ is globals())
print([name for name in ("supervisor", "program", "confine", "libc", "seccomp", "root", "usage", "ctypes", "mmap", "ending", "stage", "seam", "clock") if name in sys.modules])
print(sys.exc_info(), sys.excepthook is sys.__excepthook__, hasattr(sys, "last_value"), threading.current_thread())
words = ("supervisor", "seccomp", "watcher", "studyloop")
print([found for found in gc.get_objects() if isinstance(found, dict) and any(word in found for word in words)])
print([found for found in gc.get_objects() if type(found).__name__ in ("frame", "generator", "traceback", "Launch")])
print(open("/proc/self/cmdline").read().rstrip("\0").split("\0"))
`,
    stdout: new RegExp(
      [
        '^None 1 1',
        String.raw`\['gc', 'inspect', 'sys', 'threading', 'traceback'\]`,
        String.raw`\['main.py'\] \['python3', 'main.py'\] __main__ main.py /tmp True`,
        String.raw`\[\]`,
        String.raw`\(None, None, None\) True False <_MainThread\(MainThread, started \d+\)>`,
        String.raw`\[\]`,
        String.raw`\[\]`,
        String.raw`\['python3', 'main.py'\]$`,
      ].join('\n'),
      'u',
    ),
  },
  {
    name: 'looks for us in a failure',
    code: 'import sys, traceback\ntry:\n    1 / 0\nexcept ZeroDivisionError as error:\n    print(len(list(traceback.walk_tb(error.__traceback__))), error.__traceback__.tb_frame.f_back)\n',
    stdout: '1 None',
  },
  {
    name: 'looks for us in the frames of all threads',
    code: 'import sys, threading\nthread = threading.Thread(target=lambda: print(sorted(frame.f_code.co_filename for frame in sys._current_frames().values())[-1:], len(sys._current_frames())))\nthread.start()\nthread.join()\n',
    stdout: /^\[.*\] [23]$/u,
  },
  {
    name: 'looks for us among the threads',
    code: 'import threading, _thread\nprint(threading.enumerate(), _thread._count())\n',
    stdout: /^\[<_MainThread\(MainThread, started \d+\)>\] 0$/u,
  },
  {
    name: 'looks for traces of tasks and threads before it',
    code: py`
import asyncio, gc, threading, weakref
async def main():
    print(asyncio.current_task().get_name(), asyncio.create_task(asyncio.sleep(0)).get_name())
asyncio.run(main())
print(threading.Thread().name, threading.active_count())
print(gc.isenabled(), gc.get_count()[2] < 20, [one for one in gc.get_objects() if isinstance(one, asyncio.AbstractEventLoop) and not one.is_closed()])
`,
    stdout: 'Task-1 Task-2\nThread-1 1\nTrue True []',
  },
  {
    name: 'searches its memory for the words of the bot',
    code: py`
import re
words = [b"DISCORD" + b"_TOKEN", b"SLACK" + b"_BOT", b"BEGIN OPENSSH " + b"PRIVATE", b"root:" + b"x:0:0:root:/root"]
found = set()
with open("/proc/self/mem", "rb", 0) as memory:
    for line in open("/proc/self/maps"):
        start, end = (int(part, 16) for part in line.split()[0].split("-"))
        if "rw" not in line or end - start > 2**26:
            continue
        try:
            memory.seek(start)
            data = memory.read(end - start)
        except (OSError, ValueError, OverflowError):
            continue
        found |= {word for word in words if data and data.count(word) > 3}
print(sorted(found))
`,
    stdout: '[]',
  },
  {
    name: 'traces and profiles itself',
    code: 'import cProfile, sys\nevents = []\nsys.settrace(lambda frame, event, value: events.append(event))\n(lambda: None)()\nsys.settrace(None)\nprint(events)\ncProfile.run("sum(range(10))")\n',
    stdout: /^\['call'\]\n +\d+ function calls/u,
  },
];
