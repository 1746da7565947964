import { attempts, systemCalls, type Attack } from './attack.ts';

const refusedCalls = {
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

/** Programs that reach for what is on the other side. */
export const attacksOnWalls: readonly Attack[] = [
  {
    name: 'connects to the outside',
    code: attempts(
      `def reach(kind):
    with socket.socket(socket.AF_INET, kind) as client:
        client.settimeout(1)
        client.connect(("192.0.2.1", 80))
        client.send(b"x")`,
      'reach(socket.SOCK_STREAM)',
      'reach(socket.SOCK_DGRAM)',
    ),
    stdout: 'ENETUNREACH\nENETUNREACH',
  },
  {
    name: 'looks up a name',
    code: attempts('', 'socket.getaddrinfo("example.org", 80)', 'socket.gethostbyname("localhost")'),
    stdout: /^(gaierror|\d+|EAI.*)\n127\.0\.0\.1$/u,
    wallMsBelow: 4000,
  },
  {
    name: 'opens raw, packet, netlink and other odd sockets',
    code: attempts(
      '',
      'socket.socket(socket.AF_INET, socket.SOCK_RAW, 1)',
      'socket.socket(socket.AF_PACKET, socket.SOCK_RAW)',
      'socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 0)',
      'socket.socket(socket.AF_VSOCK, socket.SOCK_STREAM)',
      'socket.socket(38, socket.SOCK_SEQPACKET)',
    ),
    stdout: 'EPERM\nEPERM\nEPERM\nEPERM\nEPERM',
  },
  {
    name: 'looks for the sockets of the host',
    code: 'print(sum("@" in line or "/" in line for line in list(open("/proc/self/net/unix"))[1:]), len(list(open("/proc/self/net/tcp"))))',
    stdout: '0 1',
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
        String.raw`^\['bin', 'dev', 'etc', ('lib\w*', )+'proc', ('root', )?'sbin', 'tmp', 'usr'\]`,
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
    code: 'print([line.split(":")[0] for line in open("/etc/passwd")])',
    stdout: "['root', 'learner']",
  },
  {
    name: 'writes where it must not',
    code: attempts(
      '',
      'open("/file", "w")',
      'open("/usr/file", "w")',
      'open("/etc/passwd", "a")',
      'open("/dev/file", "w")',
      'os.mkdir("/proc/file")',
      'os.remove("/usr/bin/env")',
      'os.chmod("/usr/bin/env", 0o777)',
    ),
    stdout: /^(EROFS|EACCES)\nEROFS\n(EROFS|EACCES)\n(EROFS|EACCES)\nENOENT\n(EROFS|EACCES)\n(EROFS|EPERM)$/u,
  },
  {
    name: 'turns the knobs of the kernel',
    code: attempts(
      `def turn(knob, value):
    with open(knob, "wb", buffering=0) as file:
        file.write(value)`,
      'turn("/proc/sys/kernel/hostname", b"x")',
      'turn("/proc/sys/kernel/core_pattern", b"x")',
      'turn("/proc/sysrq-trigger", b"b")',
      'turn("/proc/self/uid_map", b"0 0 1")',
      'open("/proc/kcore", "rb").read(1)',
    ),
    stdout: /^((EACCES|EROFS|EPERM|ENOENT)\n){4}(EACCES|EPERM|ENOENT)$/u,
  },
  {
    name: 'makes devices and mounts',
    code: attempts('', 'os.mknod("/tmp/disk", 0o60666, os.makedev(254, 0))', 'os.chroot("/tmp")'),
    stdout: 'EPERM\nEPERM',
  },
  {
    name: 'becomes root',
    code: attempts(
      '',
      'os.setuid(0)',
      'os.setresuid(0, 0, 0)',
      'os.setgid(0)',
      'os.setgroups([0])',
      'os.chown("/tmp", 0, 0)',
      'os.getuid() != 0 and os.geteuid() != 0',
    ),
    stdout: /^((EPERM|EINVAL)\n){5}True$/u,
  },
  {
    name: 'runs programs that make root of others',
    code: `import subprocess
for command in (["su", "-c", "id -u"], ["mount", "-t", "tmpfs", "none", "/tmp"]):
    done = subprocess.run(command, capture_output=True, stdin=subprocess.DEVNULL)
    print(done.returncode != 0, done.stdout)
`,
    stdout: "True b''\nTrue b''",
  },
  {
    name: 'starts a program of its own making',
    code: attempts(
      `import shutil, subprocess
shutil.copy("/bin/true", "/tmp/true")
os.chmod("/tmp/true", 0o6777)`,
      'subprocess.run(["/tmp/true"])',
    ),
    stdout: 'EACCES',
  },
  { name: 'makes system calls that lead out', code: systemCalls(refusedCalls), stdout: allOf(refusedCalls, 'EPERM') },
  {
    name: 'makes system calls of new kinds',
    code: systemCalls({ clone3: [435, 435], later: [1000, 1000] }),
    stdout: 'clone3 ENOSYS\nlater ENOSYS',
  },
  {
    name: 'clones itself into new namespaces',
    code: `import ctypes, errno, os
libc = ctypes.CDLL(None, use_errno=True)
clone = {"x86_64": 56, "aarch64": 220}[os.uname().machine]
for flag in (0x10000000, 0x20000000, 0x40000000, 0x00020000, 0x02000000, 0x04000000, 0x08000000):
    print(libc.syscall(clone, flag | 17, 0, 0, 0, 0), errno.errorcode[ctypes.get_errno()])
`,
    stdout: Array.from({ length: 7 }, () => '-1 EPERM').join('\n'),
  },
  {
    name: 'types into the terminal of whoever started the bot',
    code: attempts('import fcntl', 'fcntl.ioctl(0, 0x5412, b"x")', 'fcntl.ioctl(0, 0x541C, b"x")', 'open("/dev/tty")'),
    stdout: 'EPERM\nEPERM\nENOENT',
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
    name: 'changes the limits of the process that watches it',
    code: attempts('import resource', 'resource.prlimit(1, resource.RLIMIT_CPU, (0, 0))'),
    stdout: 'EPERM',
  },
  {
    name: 'raises its own limits',
    code: attempts(
      'import resource',
      ...['AS', 'NPROC', 'NOFILE', 'FSIZE', 'CPU', 'CORE'].map(
        (name) => `resource.setrlimit(resource.RLIMIT_${name}, (10**12, 10**12))`,
      ),
      'os.nice(-10)',
      'os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(1))',
    ),
    stdout: `${'ValueError\n'.repeat(6)}EPERM\nEPERM`,
  },
  {
    name: 'reads the environment of the bot',
    // What was taken out of it has left an empty place.
    code: 'import os\nprint(dict(os.environ))\nprint(open("/proc/self/environ").read().replace("\\0", " ").split())',
    stdout: /^\{'LC_CTYPE': 'C.UTF-8'\}\n\['(LC_CTYPE=C.UTF-8|PWD=\/tmp)', '(LC_CTYPE=C.UTF-8|PWD=\/tmp)'\]$/u,
    // bubblewrap adds PWD.
    inPool: { stdout: "{'LC_CTYPE': 'C.UTF-8'}\n['LC_CTYPE=C.UTF-8']" },
  },
  {
    name: 'looks for open descriptors',
    code: attempts(
      '',
      '(sorted(os.listdir("/proc/self/fd"))[:3], len(os.listdir("/proc/self/fd")))',
      'os.write(3, b"x")',
      'os.write(4, b"x")',
    ),
    stdout: "(['0', '1', '2'], 4)\nEBADF\nEBADF",
  },
  {
    name: 'calls the kernel in the way of other machines',
    code: `import ctypes, mmap, os, sys
if os.uname().machine != "x86_64":
    os.kill(os.getpid(), 31)
getpid_of_i386 = b"\\xb8\\x14\\0\\0\\0\\xcd\\x80\\xc3"
page = mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
page.write(getpid_of_i386)
address = ctypes.addressof(ctypes.c_char.from_buffer(page))
print(ctypes.CFUNCTYPE(ctypes.c_int)(address)())
`,
    kind: 'crashed',
    signal: 'SIGSYS',
    stdout: '',
  },
  {
    name: 'calls the kernel by its x32 numbers',
    code: `import ctypes, os
if os.uname().machine != "x86_64":
    os.kill(os.getpid(), 31)
print(ctypes.CDLL(None).syscall(0x40000000 + 39))
`,
    kind: 'crashed',
    signal: 'SIGSYS',
    stdout: '',
  },
];

function allOf(calls: Readonly<Record<string, unknown>>, error: string): string {
  return Object.keys(calls)
    .map((name) => `${name} ${error}`)
    .join('\n');
}
