import { py, type Attack } from './attack.ts';
import { attempts } from './python.ts';

/** Programs that want to be more than they are. */
export const privileges: readonly Attack[] = [
  {
    name: 'becomes root',
    code: attempts(
      '',
      'os.setuid(0)',
      'os.setresuid(0, 0, 0)',
      'os.setgid(0)',
      'os.setgroups([0])',
      'os.chown("/tmp", 0, 0)',
      'os.getuid() != 0 and os.geteuid() != 0 and os.getgid() != 0',
    ),
    stdout: /^((EPERM|EINVAL)\n){5}True$/u,
  },
  {
    name: 'asks for its rights',
    code: 'status = dict(line.rstrip("\\n").split(":\\t", 1) for line in open("/proc/self/status") if ":\\t" in line)\nprint([int(status[name], 16) for name in ("CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb")], status["NoNewPrivs"], status["Seccomp"])\n',
    stdout: '[0, 0, 0, 0, 0] 1 2',
  },
  {
    name: 'gives itself rights',
    code: py`
import ctypes, errno, os
libc = ctypes.CDLL(None, use_errno=True)
header = (ctypes.c_uint32 * 2)(0x20080522, 0)
everything = (ctypes.c_uint32 * 6)(*[0xFFFFFFFF] * 6)
print(libc.capset(header, everything), errno.errorcode[ctypes.get_errno()])
print(libc.prctl(47, 2, 21, 0, 0), errno.errorcode[ctypes.get_errno()])
print(libc.prctl(38, 0, 0, 0, 0), errno.errorcode[ctypes.get_errno()])
`,
    stdout: '-1 EPERM\n-1 EPERM\n-1 EINVAL',
  },
  {
    name: 'runs programs that make root of others',
    code: py`
import subprocess
for command in (["su", "-c", "id -u"], ["mount", "-t", "tmpfs", "none", "/tmp"], ["unshare", "-Ur", "id", "-u"], ["sudo", "-n", "id"]):
    try:
        done = subprocess.run(command, capture_output=True, stdin=subprocess.DEVNULL)
        print(done.returncode != 0, done.stdout)
    except FileNotFoundError:
        print(True, b"")
`,
    stdout: "True b''\nTrue b''\nTrue b''\nTrue b''",
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
    name: 'changes the limits of the process that watches it',
    code: attempts(
      'import resource',
      'resource.prlimit(1, resource.RLIMIT_CPU, (0, 0))',
      'os.setpriority(os.PRIO_PROCESS, 1, 19)',
      'os.sched_setaffinity(1, {0})',
    ),
    // An ordinary user's watcher of a single sandbox is of the same user: it may be made slower, and stays above.
    stdout: /^EPERM\n(EPERM|ESRCH|EACCES|None)\n(EPERM|ESRCH|None)$/u,
  },
  {
    name: 'stops and asks process 1',
    code: attempts('', 'os.kill(1, 19)', 'open("/proc/1/oom_score_adj", "w")', 'open("/proc/1/mem", "wb")'),
    stdout: /^(EPERM|None)\n(EACCES|ENOENT|EROFS)\n(EACCES|ENOENT|EROFS)$/u,
  },
  {
    name: 'makes itself the last to be killed',
    code: attempts(
      'def spare(score):\n    with open("/proc/self/oom_score_adj", "w") as file:\n        file.write(score)',
      'spare("-1000")',
    ),
    stdout: /^(EACCES|EPERM|EROFS)$/u,
  },
  {
    name: 'changes its name',
    code: 'import ctypes\nctypes.CDLL(None).prctl(15, b"systemd", 0, 0, 0)\nprint(open("/proc/self/comm").read().strip())\n',
    stdout: 'systemd',
  },
  {
    name: 'changes the name of the machine',
    code: attempts('', 'socket.sethostname("evil")', 'os.uname().nodename'),
    stdout: 'EPERM\nstudyloop',
  },
  {
    name: 'turns the knobs of the kernel',
    code: attempts(
      'def turn(knob, value):\n    with open(knob, "wb", buffering=0) as file:\n        file.write(value)',
      'turn("/proc/sys/kernel/hostname", b"x")',
      'turn("/proc/sys/kernel/core_pattern", b"x")',
      'turn("/proc/sysrq-trigger", b"b")',
      'turn("/proc/self/uid_map", b"0 0 1")',
      'turn("/proc/sys/vm/drop_caches", b"3")',
      'open("/proc/kcore", "rb").read(1)',
    ),
    stdout: /^((EACCES|EROFS|EPERM|ENOENT)\n){5}(EACCES|EPERM|ENOENT)$/u,
  },
  {
    name: 'types into the terminal of whoever started the bot',
    code: attempts(
      'import fcntl',
      'fcntl.ioctl(0, 0x5412, b"x")',
      'fcntl.ioctl(0, 0x541C, b"x")',
      'open("/dev/tty")',
      'open("/dev/console")',
    ),
    stdout: 'EPERM\nEPERM\nENOENT\nENOENT',
  },
  {
    name: 'reads the disk and the memory of the machine',
    code: attempts(
      '',
      ...['mem', 'kmem', 'port', 'sda', 'vda', 'kvm', 'fuse', 'net/tun', 'ptmx', 'loop0'].map(
        (name) => `open("/dev/${name}", "rb")`,
      ),
    ),
    stdout: Array.from({ length: 10 }, () => 'ENOENT').join('\n'),
  },
  {
    name: 'enters the namespaces of others',
    code: attempts(
      '',
      'os.readlink("/proc/self/ns/pid").startswith("pid:")',
      'open("/proc/1/ns/mnt")',
      'os.listdir("/proc/self/root") == os.listdir("/")',
      'open("/proc/self/root/etc/shadow")',
      'open("/proc/self/cwd/../etc/shadow")',
    ),
    stdout: /^True\n(EACCES|ENOENT|EPERM)\nTrue\nENOENT\nENOENT$/u,
  },
  {
    name: 'breaks out of its root by an open folder',
    code: attempts(
      '',
      'os.chroot("/tmp")',
      '[os.chdir("..") for _ in range(64)] and sorted(os.listdir("."))[:2]',
      'os.open("..", os.O_RDONLY, dir_fd=os.open("/", os.O_RDONLY)) > 0',
      'open("/../../etc/shadow")',
    ),
    stdout: "EPERM\n['bin', 'dev']\nTrue\nENOENT",
  },
];
