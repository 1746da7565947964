"""What the processes of the sandbox use, as process 1 of its pid namespace sees it."""

import os
import resource


def memory_in_use():
    """Bytes that all processes but this one hold together, 0 for a single one: its own limit takes care of that."""
    others = [name for name in os.listdir("/proc") if name.isdigit() and name != "1"]
    return memory_of(f"/proc/{process}" for process in others) if len(others) > 1 else 0


def memory_of(processes):
    """Bytes that processes, given by their folders, hold together."""
    return sum(_held_by(process) for process in processes)


def usage_of_children():
    """Milliseconds of CPU of every process that has ended, and bytes of the largest of them at its largest."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (used.ru_utime + used.ru_stime) * 1000, used.ru_maxrss * 1024


def _held_by(process):
    """A page shared by two counts half for each. Where that may not be read, all of it counts."""
    try:
        with open(f"{process}/smaps_rollup", "rb") as rollup:
            return next(int(line.split()[1]) * 1024 for line in rollup if line.startswith(b"Pss:"))
    except (OSError, StopIteration):
        return _resident(process)


def _resident(process):
    try:
        with open(f"{process}/statm", "rb") as statm:
            return int(statm.read().split()[1]) * os.sysconf("SC_PAGESIZE")
    except (OSError, IndexError):
        return 0
