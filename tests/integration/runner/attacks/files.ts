import { py, type Attack } from './attack.ts';
import { attempts } from './python.ts';

/** Programs that fill, hide and misname files. */
export const files: readonly Attack[] = [
  {
    name: 'fills the disk',
    code: py`
import errno
written = 0
try:
    for number in range(100):
        with open(f"/tmp/{number}", "wb") as file:
            for _ in range(16):
                file.write(b"x" * 65536)
                file.flush()
                written += 65536
except OSError as error:
    print(errno.errorcode[error.errno], 30_000_000 < written <= 32 * 1024 * 1024)
`,
    stdout: 'ENOSPC True',
  },
  {
    name: 'fills the disk with one file',
    code: 'with open("big", "wb") as file:\n    while True:\n        file.write(bytes(2**20))\n',
    exitCode: 1,
    stderr: /OSError: \[Errno (28\] No space left on device|27\] File too large)/u,
  },
  {
    name: 'makes files without end',
    code: 'import errno\nmade = 0\ntry:\n    while True:\n        open(f"/tmp/{made}", "w").close()\n        made += 1\nexcept OSError as error:\n    print(errno.errorcode[error.errno], 4000 < made < 4096)\n',
    stdout: 'ENOSPC True',
  },
  {
    name: 'makes a file of a terabyte with nothing in it',
    code: attempts(
      'file = open("/tmp/large", "wb")',
      'file.truncate(10**12)',
      'os.posix_fallocate(file.fileno(), 0, 10**9)',
      'os.lseek(file.fileno(), 10**12, 0) and os.write(file.fileno(), b"x")',
    ),
    stdout: 'EFBIG\nEFBIG\nEFBIG',
  },
  {
    name: 'makes many files with nothing in them',
    code: 'for number in range(1000):\n    with open(f"sparse{number}", "wb") as file:\n        file.truncate(30_000_000)\nimport os\nprint(sum(os.stat(f"sparse{number}").st_size for number in range(1000)))\n',
    stdout: '30000000000',
  },
  {
    name: 'makes folders deep in folders',
    code: py`
import os
depth = 0
try:
    while depth < 1500:
        os.mkdir("d")
        os.chdir("d")
        depth += 1
finally:
    print(depth)
`,
    stdout: '1500',
  },
  {
    name: 'has a path that is too long',
    code: attempts('', 'open("x" * 256, "w")', 'open("/tmp/" + "x/" * 3000)', 'len(open("y" * 255, "w").name)'),
    stdout: 'ENAMETOOLONG\nENAMETOOLONG\n255',
  },
  {
    name: 'gives files odd names',
    code: py`
import os
names = [b"a\nb", b"\x1b[31m", b"-rf", b" ", b"\xff\xfe", "é".encode(), b"..."]
for name in names:
    open(name, "w").close()
print(sorted(set(os.listdir(b".")) - {b"main.py"}) == sorted(names))
print(ascii(sorted(os.listdir("."))[0]))
`,
    stdout: "True\n'\\x1b[31m'",
  },
  {
    name: 'leads links out of its folder',
    code: attempts(
      'os.symlink("/etc/passwd", "/tmp/out")\nos.symlink("/tmp/round", "/tmp/round")',
      'open("/tmp/out", "a")',
      'open("/tmp/round")',
      'os.link("/usr/bin/env", "/tmp/env")',
      'open("/tmp/../../../../etc/shadow")',
    ),
    stdout: /^(EROFS|EACCES)\nELOOP\nEXDEV\nENOENT$/u,
  },
  {
    name: 'opens files without end',
    code: attempts(
      'files = []\ndef open_all():\n    while True:\n        files.append(open("/dev/null"))',
      'open_all()',
      'len(files) <= 61',
    ),
    stdout: 'EMFILE\nTrue',
  },
  {
    name: 'makes a queue of the file system',
    code: 'import os, threading\nos.mkfifo("fifo")\nthread = threading.Thread(target=lambda: open("fifo", "w").write("through"))\nthread.start()\nprint(open("fifo").read())\nthread.join()\n',
    stdout: 'through',
  },
  {
    name: 'waits for a queue of the file system that nobody opens',
    code: 'import os\nos.mkfifo("fifo")\nopen("fifo")\n',
    kind: 'timed-out',
    wallMs: 500,
  },
  {
    name: 'leaves a queue of the file system behind',
    code: 'import os\nos.mkfifo("fifo")\nos.mkfifo("another")\nprint("done")\n',
    stdout: 'done',
    endsSoon: true,
  },
  {
    name: 'makes devices',
    code: attempts(
      'import stat',
      'os.mknod("/tmp/disk", 0o60666, os.makedev(254, 0))',
      'os.mknod("/tmp/memory", 0o20666, os.makedev(1, 1))',
      'os.mknod("/tmp/plain", 0o100600)',
    ),
    stdout: 'EPERM\nEPERM\nNone',
  },
  {
    name: 'reads the devices that there are',
    code: 'print(len(open("/dev/urandom", "rb").read(8)), open("/dev/zero", "rb").read(3), open("/dev/null").read() == "")\nopen("/dev/null", "w").write("x")\n',
    stdout: "8 b'\\x00\\x00\\x00' True",
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
      'os.rename("/usr/bin/env", "/usr/bin/vne")',
      'os.utime("/usr/bin/env")',
      'open(os.__file__, "a")',
    ),
    stdout:
      /^(EROFS|EACCES)\nEROFS\n(EROFS|EACCES)\n(EROFS|EACCES)\nENOENT\n(EROFS|EACCES)\n(EROFS|EPERM)\n(EROFS|EACCES)\n(EROFS|EACCES)\n(EROFS|EACCES)$/u,
  },
  {
    name: 'removes all that it can',
    code: 'import shutil, os\nfor folder in ("/etc", "/dev", "/tmp", "/usr/bin"):\n    shutil.rmtree(folder, ignore_errors=True)\nprint(os.path.exists("/usr/bin/env"), os.listdir("/tmp"))\n',
    stdout: 'True []',
  },
  {
    name: 'removes its own folder',
    code: 'import os, shutil\nfor name in os.listdir("."):\n    os.remove(name)\ntry:\n    os.rmdir("/tmp")\nexcept OSError as error:\n    print("no")\nprint(1 / 0 if os.path.exists("main.py") else "on")\n',
    stdout: 'no\non',
  },
  {
    name: 'changes its own text and fails',
    code: 'open("main.py", "w").write("other = 1\\nwords = 2\\nentirely = 3\\n")\nx = 1\n1 / 0\n',
    exitCode: 1,
    stderr: /ZeroDivisionError: division by zero$/u,
  },
  {
    name: 'locks itself out of its folder, where that is its own',
    code: 'import os\nos.chmod("/tmp", 0) if os.stat("/tmp").st_uid == os.getuid() else None\nos.mkdir("/tmp/closed", 0o000)\nprint("done")\n',
    stdout: /^(done)?$/u,
    stderr: /^/u,
    exitCode: 'any',
  },
  {
    name: 'starts a program of its own making',
    code: attempts(
      'import shutil, subprocess\nshutil.copy("/bin/true", "/tmp/true")\nos.chmod("/tmp/true", 0o6777)',
      'subprocess.run(["/tmp/true"])',
    ),
    stdout: 'EACCES',
  },
  {
    name: 'loads a library of its own making',
    code: attempts(
      'import ctypes, shutil, glob\nshutil.copy(glob.glob("/lib/*/libm.so.6")[0], "/tmp/own.so")',
      'bool(ctypes.CDLL("/tmp/own.so"))',
    ),
    stdout: /^(OSError|True|EPERM|.*)$/u,
  },
  {
    name: 'locks a file and locks it again',
    code: 'import fcntl, os\nfile = open("lock", "w")\nfcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)\nother = open("lock", "w")\ntry:\n    fcntl.flock(other, fcntl.LOCK_EX | fcntl.LOCK_NB)\nexcept BlockingIOError:\n    print("locked")\n',
    stdout: 'locked',
  },
  {
    name: 'packs and unpacks an archive that leads out',
    code: py`
import io, tarfile
data = io.BytesIO()
with tarfile.open(fileobj=data, mode="w") as archive:
    entry = tarfile.TarInfo("../../usr/evil")
    entry.size = 4
    archive.addfile(entry, io.BytesIO(b"evil"))
data.seek(0)
archive = tarfile.open(fileobj=data)
archive.extraction_filter = lambda member, path: member
try:
    archive.extractall("/tmp")
except OSError as error:
    print("kept in")
`,
    stdout: 'kept in',
  },
  {
    name: 'asks how much room there is',
    code: 'import os, shutil\nprint(shutil.disk_usage("/tmp").total, os.statvfs("/tmp").f_files)\n',
    stdout: '33554432 4096',
  },
];
