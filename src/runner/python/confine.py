"""Takes from this process whatever a learner's program must not have. There is no way back."""

import os
import resource

import libc
import seccomp

_CPU_GRACE_S = 1
_capabilities = range(0)


def close_ways_up():
    """No rights by exec any more, and no refused system call, for this process and all that come from it."""
    _empty_bounding_set()
    libc.prctl(libc.PR_CAP_AMBIENT, libc.PR_CAP_AMBIENT_CLEAR_ALL)
    libc.prctl(libc.PR_SET_NO_NEW_PRIVS, 1)
    seccomp.install()


def change_user(identity):
    """Becomes the user and the group of that number, with no other group; -1 stays who it is."""
    if identity < 0:
        return
    os.setgroups([])
    os.setresgid(identity, identity, identity)
    os.setresuid(identity, identity, identity)


def limit_resources(limits):
    """Sets every limit hard, so that the program cannot raise it again."""
    cpu_s = limits["cpuS"]
    hard = {
        resource.RLIMIT_AS: limits["memoryBytes"],
        resource.RLIMIT_NPROC: limits["processes"],
        resource.RLIMIT_NOFILE: limits["openFiles"],
        resource.RLIMIT_FSIZE: limits["scratchBytes"],
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_MEMLOCK: 0,
        resource.RLIMIT_MSGQUEUE: 0,
    }
    for which, value in hard.items():
        resource.setrlimit(which, (value, value))
    # SIGXCPU first, as everywhere; a program that catches it is killed a second later.
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_s, cpu_s + _CPU_GRACE_S))


def verify():
    """Reads from the kernel that all of it holds; raises with the line that does not."""
    with open("/proc/self/status") as status:
        lines = dict(line.rstrip("\n").split(":\t", 1) for line in status if ":\t" in line)
    expected = {name: "0000000000000000" for name in ("CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb")}
    expected |= {"NoNewPrivs": "1", "Seccomp": "2"}
    for name, value in expected.items():
        if lines[name] != value:
            raise OSError(f"{name} should be {value} but is {lines[name]}")
    if "0" in lines["Uid"].split() or "0" in lines["Gid"].split():
        raise OSError(f"the program would run as root: Uid {lines['Uid']}, Gid {lines['Gid']}")


def prepare():
    """Finds out once, for many processes, what does not change."""
    global _capabilities
    seccomp.prepare()
    number = 0
    while True:
        try:
            libc.prctl(libc.PR_CAPBSET_READ, number)
        except OSError:
            break
        number += 1
    _capabilities = range(number)


def _empty_bounding_set():
    if not _capabilities:
        prepare()
    for number in _capabilities:
        libc.prctl(libc.PR_CAPBSET_DROP, number)
