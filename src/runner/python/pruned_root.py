"""The file system that every sandbox of a zygote sees: made once, read-only, with a folder where each mounts its own."""

import ctypes
import os

import libc
import root

# A folder that every machine has and none keeps a Python in; ours hides it, for this process only.
_BASE = "/sys"
_MS_REC = 16384
_MS_PRIVATE = 1 << 18
_MNT_DETACH = 2
_SYS_PIVOT_ROOT = {"x86_64": 155, "aarch64": 41}
_SYS_MOUNT_SETATTR = 442
_AT_RECURSIVE = 0x8000
_AT_FDCWD = -100
_DEVICES = ("null", "zero", "random", "urandom")


class _MountAttributes(ctypes.Structure):
    _fields_ = [(name, ctypes.c_uint64) for name in ("set", "clear", "propagation", "userns")]


def build(rules):
    """Puts it together at a place of its own. Needs the rights to read what it shows."""
    mount(None, "/", None, _MS_REC | _MS_PRIVATE)
    mount("none", _BASE, "tmpfs", libc.MS_NOSUID | libc.MS_NODEV, "mode=755,size=4m")
    for folder in ("/etc", "/dev", "/proc", "/tmp", "/usr"):
        os.mkdir(_BASE + folder)
    for folder in ("/usr", *rules["pythonFolders"]):
        _show(folder)
    for how, source, target in rules["rootFolders"]:
        os.symlink(source, _BASE + target) if how == "--symlink" else _show(target)
    _fill_etc(rules)
    _fill_dev()


def move_in():
    """Makes it the root of this process. /proc in it is that of this process's own pid namespace."""
    # A mount that came from a stronger user namespace cannot be the root, a copy of it can.
    mount(_BASE, _BASE, None, libc.MS_BIND | _MS_REC)
    mount("proc", _BASE + "/proc", "proc", libc.MS_NOSUID | libc.MS_NODEV | libc.MS_NOEXEC)
    os.chdir(_BASE)
    libc.call("syscall", ctypes.c_long(_SYS_PIVOT_ROOT[os.uname().machine]), b".", b".")
    libc.call("umount2", b".", _MNT_DETACH)
    os.chdir("/")
    _protect("/", libc.MS_RDONLY | libc.MS_NOSUID | libc.MS_NODEV)


def mount(source, target, kind, flags, options=None):
    """mount(2)."""
    texts = [None if text is None else os.fsencode(text) for text in (source, target, kind, options)]
    libc.call("mount", *texts[:3], ctypes.c_ulong(flags), texts[3])


def _show(folder):
    target = _BASE + folder
    os.makedirs(target, exist_ok=True)
    mount(folder, target, None, libc.MS_BIND | _MS_REC)
    _protect(target, libc.MS_RDONLY | libc.MS_NOSUID | libc.MS_NODEV, _AT_RECURSIVE)


def _protect(target, flags, depth=0):
    """Adds flags to a mount; a remount would have to repeat those that a stronger namespace has locked."""
    attributes = _MountAttributes(set=flags)
    size = ctypes.c_size_t(ctypes.sizeof(attributes))
    arguments = (_AT_FDCWD, os.fsencode(target), depth, ctypes.byref(attributes), size)
    libc.call("syscall", ctypes.c_long(_SYS_MOUNT_SETATTR), *arguments)


def _fill_etc(rules):
    root.write_names(_BASE, rules["insideUid"], rules["insideGid"])
    for name in ("/etc/ld.so.cache",):
        if os.path.exists(name):
            with open(name, "rb") as source:
                root.write(_BASE + name, source.read())
    os.mkdir(_BASE + "/etc/alternatives")
    for name in os.listdir("/etc/alternatives") if os.path.isdir("/etc/alternatives") else ():
        if os.path.islink(f"/etc/alternatives/{name}"):
            os.symlink(os.readlink(f"/etc/alternatives/{name}"), f"{_BASE}/etc/alternatives/{name}")


def _fill_dev():
    for name in _DEVICES:
        os.close(os.open(f"{_BASE}/dev/{name}", os.O_CREAT | os.O_WRONLY, 0o644))
        mount(f"/dev/{name}", f"{_BASE}/dev/{name}", None, libc.MS_BIND)
        _protect(f"{_BASE}/dev/{name}", libc.MS_NOSUID | libc.MS_NOEXEC)
    os.symlink("/proc/self/fd", _BASE + "/dev/fd")
    # Semaphores of `multiprocessing` are files in there; so they count as the program's own.
    os.symlink("/tmp", _BASE + "/dev/shm")
