import { py, type Attack } from './attack.ts';
import { attempts, systemCalls } from './python.ts';

const refused = {
  unshare: [272, 97],
  setns: [308, 268],
  mount: [165, 40],
  umount2: [166, 39],
  pivot_root: [155, 41],
  chroot: [161, 51],
  open_tree: [428, 428],
  move_mount: [429, 429],
  fsopen: [430, 430],
  mount_setattr: [442, 442],
  name_to_handle_at: [303, 264],
  open_by_handle_at: [304, 265],
  quotactl: [179, 60],
  swapon: [167, 224],
  ptrace: [101, 117],
  process_vm_readv: [310, 270],
  process_vm_writev: [311, 271],
  pidfd_getfd: [438, 438],
  kcmp: [312, 272],
  bpf: [321, 280],
  perf_event_open: [298, 241],
  io_uring_setup: [425, 425],
  io_uring_enter: [426, 426],
  io_uring_register: [427, 427],
  userfaultfd: [323, 282],
  fanotify_init: [300, 262],
  keyctl: [250, 219],
  add_key: [248, 217],
  request_key: [249, 218],
  personality: [135, 92],
  syslog: [103, 116],
  memfd_create: [319, 279],
  shmget: [29, 194],
  msgget: [68, 186],
  semget: [64, 190],
  mq_open: [240, 180],
  init_module: [175, 105],
  finit_module: [313, 273],
  kexec_load: [246, 104],
  reboot: [169, 142],
  acct: [163, 89],
  settimeofday: [164, 170],
  clock_settime: [227, 112],
  sethostname: [170, 161],
} as const;

const onlyOnX86 = 'if os.uname().machine != "x86_64":\n    os.kill(os.getpid(), 31)';

/** Programs that speak to the kernel themselves. */
export const systemCallsOut: readonly Attack[] = [
  {
    name: 'makes system calls that lead out',
    code: systemCalls(refused),
    stdout: Object.keys(refused)
      .map((name) => `${name} EPERM`)
      .join('\n'),
  },
  {
    name: 'makes system calls of new kinds',
    code: systemCalls({ clone3: [435, 435], later: [1000, 1000], last: [4095, 4095] }),
    stdout: 'clone3 ENOSYS\nlater ENOSYS\nlast ENOSYS',
  },
  {
    name: 'makes every system call there is with no arguments that make sense',
    code: py`
import ctypes, os
libc = ctypes.CDLL(None, use_errno=True)
# Those that end or stop the process by themselves, or wait.
left_out = {"x86_64": {15, 34, 58, 57, 56, 60, 231, 22, 59, 322, 61, 247, 0, 3, 32, 33, 292, 436, 23, 270, 7, 271, 128, 130, 35, 11, 12, 13, 14, 10, 25, 218, 273, 157, 158, 317, 334, 335, 336, 232, 281, 62, 200, 234}}
if os.uname().machine in left_out:
    for number in range(500):
        if number not in left_out["x86_64"]:
            libc.syscall(number, -1, -1, -1, -1, -1, -1)
print("still here")
`,
    stdout: 'still here',
    stderr: /^/u,
  },
  {
    name: 'clones itself into new namespaces',
    code: py`
import ctypes, errno, os
libc = ctypes.CDLL(None, use_errno=True)
clone = {"x86_64": 56, "aarch64": 220}[os.uname().machine]
for flag in (0x10000000, 0x20000000, 0x40000000, 0x00020000, 0x02000000, 0x04000000, 0x08000000):
    print(libc.syscall(clone, flag | 17, 0, 0, 0, 0), errno.errorcode[ctypes.get_errno()])
`,
    stdout: Array.from({ length: 7 }, () => '-1 EPERM').join('\n'),
  },
  {
    name: 'unshares what it has by the library',
    code: attempts(
      'import ctypes\nlibc = ctypes.CDLL(None, use_errno=True)\ndef call(name, *arguments):\n    if libc[name](*arguments) == -1:\n        raise OSError(ctypes.get_errno(), name)',
      'call("unshare", 0x10000000)',
      'call("unshare", 0x20000)',
      'call("setns", 0, 0)',
      'call("mount", b"none", b"/tmp", b"tmpfs", 0, None)',
      'call("mount", b"/", b"/tmp", None, 4096, None)',
      'call("umount2", b"/proc", 2)',
      'call("swapoff", b"/x")',
    ),
    stdout: Array.from({ length: 7 }, () => 'EPERM').join('\n'),
  },
  {
    name: 'traces its parent, its child and itself',
    code: attempts(
      'import ctypes, signal\nlibc = ctypes.CDLL(None, use_errno=True)\nlibc.ptrace.restype = ctypes.c_long\nchild = os.fork()\nif child == 0:\n    signal.pause()\ndef trace(request, process):\n    if libc.ptrace(request, process, None, None) == -1:\n        raise OSError(ctypes.get_errno(), "ptrace")',
      'trace(0, 0)',
      'trace(16, 1)',
      'trace(16, child)',
      'trace(0x4206, child)',
      'os.kill(child, 9)',
    ),
    stdout: 'EPERM\nEPERM\nEPERM\nEPERM\nNone',
  },
  {
    name: 'asks for a map of every kind',
    code: attempts(
      'import mmap',
      'mmap.mmap(-1, 4096, prot=7)[0]',
      'mmap.mmap(-1, 4096, flags=0x40022)',
      'mmap.mmap(-1, 2**21, flags=0x42022)',
    ),
    stdout: /^0\n.*\n.*$/u,
  },
  {
    name: 'writes code and runs it',
    code: py`
import ctypes, mmap, os
code = {"x86_64": b"\xb8\x2a\0\0\0\xc3", "aarch64": b"\x40\x05\x80\x52\xc0\x03\x5f\xd6"}[os.uname().machine]
page = mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
page.write(code)
print(ctypes.CFUNCTYPE(ctypes.c_int)(ctypes.addressof(ctypes.c_char.from_buffer(page)))())
`,
    stdout: '42',
  },
  {
    name: 'calls the kernel in the way of other machines',
    code: py`
import ctypes, mmap, os, sys
${onlyOnX86}
getpid_of_i386 = b"\xb8\x14\0\0\0\xcd\x80\xc3"
page = mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
page.write(getpid_of_i386)
print(ctypes.CFUNCTYPE(ctypes.c_int)(ctypes.addressof(ctypes.c_char.from_buffer(page)))())
`,
    kind: 'crashed',
    signal: 'SIGSYS',
    stdout: '',
  },
  {
    name: 'calls the kernel by its x32 numbers',
    code: py`
import ctypes, os
${onlyOnX86}
print(ctypes.CDLL(None).syscall(0x40000000 + 39))
`,
    kind: 'crashed',
    signal: 'SIGSYS',
    stdout: '',
  },
  {
    name: 'changes the filter of its system calls',
    code: 'import ctypes, errno\nlibc = ctypes.CDLL(None, use_errno=True)\nprint(libc.prctl(22, 1, 0, 0, 0), errno.errorcode[ctypes.get_errno()], libc.prctl(21, 0, 0, 0, 0))\n',
    stdout: '-1 EINVAL 2',
  },
  {
    name: 'arranges its processes anew, and hides',
    code: 'import ctypes\nlibc = ctypes.CDLL(None)\nprint(libc.prctl(36, 1, 0, 0, 0), libc.prctl(4, 0, 0, 0, 0), libc.prctl(4, 1, 0, 0, 0), libc.prctl(1, 9, 0, 0, 0))\n',
    stdout: '0 -1 0 0',
  },
  {
    name: 'hides itself from whoever watches it and loops',
    code: 'import ctypes\nctypes.CDLL(None).prctl(4, 0, 0, 0, 0)\nwhile True:\n    pass\n',
    kind: 'timed-out',
    wallMs: 500,
  },
  {
    name: 'hides itself and forks without end',
    code: 'import ctypes, os\nctypes.CDLL(None).prctl(4, 0, 0, 0, 0)\nwhile True:\n    try:\n        os.fork()\n    except OSError:\n        pass\n',
    kind: 'timed-out',
    wallMs: 500,
  },
  {
    name: 'hides itself and shares its greed among its children',
    code: 'import ctypes, os, time\nctypes.CDLL(None).prctl(4, 0, 0, 0, 0)\nfor _ in range(8):\n    if os.fork() == 0:\n        kept = bytearray(100_000_000)\n        time.sleep(60)\ntime.sleep(60)\n',
    kind: 'out-of-memory',
    signal: 'SIGKILL',
  },
  {
    name: 'changes its clock',
    code: attempts(
      'import time',
      'time.clock_settime(time.CLOCK_REALTIME, 0)',
      'time.clock_settime(time.CLOCK_MONOTONIC, 0)',
    ),
    stdout: 'EPERM\nEPERM',
  },
  {
    name: 'schedules and binds itself',
    code: 'import os\nprint(len(os.sched_getaffinity(0)) >= 1, os.sched_getscheduler(0) == os.SCHED_OTHER)\nos.sched_setaffinity(0, {min(os.sched_getaffinity(0))})\nos.sched_yield()\nos.nice(1)\n',
    stdout: 'True True',
  },
  {
    name: 'makes semaphores and queues of the system',
    code: attempts(
      'import ctypes\nlibc = ctypes.CDLL(None, use_errno=True)\ndef call(name, *arguments):\n    if libc[name](*arguments) == -1:\n        raise OSError(ctypes.get_errno(), name)',
      'call("shmget", 0, 4096, 0o1666)',
      'call("msgget", 0, 0o1666)',
      'call("semget", 0, 1, 0o1666)',
    ),
    stdout: 'EPERM\nEPERM\nEPERM',
  },
  {
    name: 'follows changes of files and counts events',
    code: 'import os, select, ctypes\nlibc = ctypes.CDLL(None)\nprint(libc.inotify_init() > 2, os.eventfd(0) > 2, libc.timerfd_create(1, 0) > 2, select.epoll().fileno() > 2, os.pidfd_open(os.getpid()) > 2)\n',
    stdout: 'True True True True True',
  },
];
