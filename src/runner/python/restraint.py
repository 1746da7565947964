"""
One program, one core: so that none slows another down, whatever it starts. What a program makes inherits where it may run,
so this costs a program nothing; that a crowd of processes goes last besides is seen to later, from outside.
"""

import ctypes
import os

# Threads of a sandbox, the two sleepers included; lessons make a few.
_CROWD = 12
_LAST = 19

_cores = sorted(os.sched_getaffinity(0))
_this_core = ctypes.CDLL(None).sched_getcpu


def stay_on_this_core():
    """In the sandbox, before the program's first line: the kernel has just chosen the best one to wake up on."""
    os.sched_setaffinity(0, (_this_core(),))


def choose_core(taken):
    """One for a program that goes on, when those of others that do are `taken`."""
    return min(_cores, key=taken.count)


def restrain(program, core):
    """Moves all that is in the sandbox of the process `program` to `core`, and behind everybody else if it is a crowd."""
    namespace = _namespace_of(program)
    processes = [name for name in os.listdir("/proc") if name.isdigit() and _namespace_of(name) == namespace]
    threads = [thread for process in processes for thread in _threads_of(process)]
    for thread in threads:
        try:
            os.sched_setaffinity(thread, (core,))
            if len(threads) > _CROWD:
                os.setpriority(os.PRIO_PROCESS, thread, _LAST)
        except ProcessLookupError:
            pass


def _namespace_of(process):
    try:
        return os.stat(f"/proc/{process}/ns/pid").st_ino
    except OSError:
        return None


def _threads_of(process):
    try:
        return [int(name) for name in os.listdir(f"/proc/{process}/task")]
    except OSError:
        return []
