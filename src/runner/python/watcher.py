"""
Beside the zygote, so that nobody who wants a sandbox waits for it: looks after programs that run for more than a moment,
each from a process of its own, since reading how much memory a program holds can take long while it forks.
  PID, ID    from now on, look after the sandbox ID, in which the process PID is
  ID         is what it says, when the processes in there together hold more than the limit
"""

import os
import select
import socket
import time

import restraint
import usage

_TICK_MS = 50
# Of one core: who runs a crowd is not to slow others down by being looked at.
_SHARE_OF_LOOKING = 0.1
# Process 1, and the one that shares the program's memory; that is process 2.
_SLEEPERS = ("1", "3")
_PACKET = 64
_OURS = 0


def start(memory_bytes):
    """Makes the process; answers the socket on which it is told, and tells. Each ends with the other."""
    ours, its = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    if os.fork() == 0:
        try:
            os.dup2(its.fileno(), _OURS)
            os.closerange(_OURS + 1, 1 << 16)
            _obey(memory_bytes)
        finally:
            os._exit(1)
    its.close()
    return ours


def _obey(memory_bytes):
    cores = {}
    poller = select.poll()
    poller.register(_OURS, select.POLLIN)
    while True:
        for descriptor, _ in poller.poll():
            if descriptor != _OURS:
                poller.unregister(descriptor)
                os.close(descriptor)
                del cores[descriptor]
                # Had one failed, a limit might not be held.
                if os.wait()[1] != 0:
                    return
                continue
            order = os.read(_OURS, _PACKET).split()
            if not order:
                return
            core = restraint.choose_core(list(cores.values()))
            worker = os.fork()
            if worker == 0:
                _look_after(int(order[0]), order[1], core, memory_bytes)
            cores[descriptor := os.pidfd_open(worker)] = core
            poller.register(descriptor, select.POLLIN)


def _look_after(program, name, core, memory_bytes):
    """Never returns; ends with the program."""
    try:
        ended = select.poll()
        ended.register(os.pidfd_open(program), select.POLLIN)
        while True:
            began_at = time.process_time()
            restraint.restrain(program, core)
            if _memory_in_use(program) > memory_bytes:
                os.write(_OURS, name)
            took_ms = (time.process_time() - began_at) * 1000
            if ended.poll(max(_TICK_MS, took_ms / _SHARE_OF_LOOKING)):
                os._exit(0)
    except ProcessLookupError:
        os._exit(0)
    finally:
        os._exit(1)


def _memory_in_use(program):
    """Of all processes in there. For a single one that is 0: its own limit takes care of it."""
    seen_from_inside = f"/proc/{program}/root/proc"
    try:
        others = [name for name in os.listdir(seen_from_inside) if name.isdigit() and name not in _SLEEPERS]
    except OSError:
        return 0
    return usage.memory_of(f"{seen_from_inside}/{process}" for process in others) if len(others) > 1 else 0
