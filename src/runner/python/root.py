"""Finishes the file system that the sandbox was started with, then makes all of it but the scratch folder read-only."""

import os

import libc

SCRATCH = "/tmp"

_HOSTS = "127.0.0.1\tlocalhost\n::1\tlocalhost\n"
# Without it the C library asks a name server first, and there is none.
_NAMES = "hosts: files\npasswd: files\ngroup: files\n"


def finish(rules):
    """Writes /etc, bounds the scratch folder in bytes and inodes, closes the rest."""
    write_names("", rules["insideUid"], rules["insideGid"])
    os.chmod(SCRATCH, 0o1777)
    limits = rules["limits"]
    caps = f"size={limits['scratchBytes']},nr_inodes={limits['scratchInodes']}"
    libc.remount(SCRATCH, libc.MS_NOSUID | libc.MS_NODEV | libc.MS_NOEXEC, caps.encode())
    _prune_proc()
    libc.remount("/", libc.MS_BIND | libc.MS_RDONLY | libc.MS_NOSUID | libc.MS_NODEV)


def write_names(base, user, group):
    """Writes the files of /etc that the C library looks names up in, below `base`."""
    write(base + "/etc/hosts", _HOSTS.encode())
    write(base + "/etc/nsswitch.conf", _NAMES.encode())
    people = f"root:x:0:0:root:/:/bin/sh\nlearner:x:{user}:{group}:learner:{SCRATCH}:/bin/sh\n"
    write(base + "/etc/passwd", people.encode())
    write(base + "/etc/group", f"root:x:0:\nlearner:x:{group}:\n".encode())


def _prune_proc():
    """Leaves the processes of the sandbox in /proc and takes the machine out of it."""
    try:
        libc.remount("/proc", libc.MS_NOSUID | libc.MS_NODEV | libc.MS_NOEXEC, b"subset=pid")
    except OSError:
        # Kernels before 5.8 cannot. What is in there is not to be written, and holds nobody's secrets.
        pass


def write(path, content):
    """Makes a file that everybody may read."""
    with open(path, "wb") as file:
        os.fchmod(file.fileno(), 0o644)
        file.write(content)
