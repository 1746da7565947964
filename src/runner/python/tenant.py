"""
The sandbox's side of the fork: enters the namespaces, takes everything away from this process, warms up, and leaves by
raising the program. No byte of a learner's is read before the last wall stands.
"""

import fcntl
import gc
import os
import signal
import socket
import struct

import confine
import ending
import landlock
import libc
import namespaces
import pruned_root
import root
import seam
import stage
import warm

_NAMESPACES = namespaces.ALL & ~namespaces.NEWPID
_KEEPER = 3
_SIOCGIFFLAGS = 0x8913
_SIOCSIFFLAGS = 0x8914
_IFF_UP = 1
# Its stack is made before the fork, and copied with everything else.
_second_sleeper = namespaces.Sleeper()
_MOUNT_FLAGS = libc.MS_NOSUID | libc.MS_NODEV | libc.MS_NOEXEC


def move_in(rules, sandbox):
    """Never returns: raises what ends the frames of the zygote, or ends the process and says why."""
    try:
        _keep_streams(*sandbox.streams, sandbox.keeper)
        _enter(rules)
        _confine(rules, sandbox.is_first)
        gc.enable()
        # It spares the program the first touch of much memory; while somebody waits it would only be done twice.
        if not sandbox.is_wanted_now:
            seam.warm_up(_rehearse)
        program = stage.enter(sandbox.flag)
        _keep_memory_to_the_end()
    except BaseException as error:
        os.write(1, f"!{type(error).__name__}: {error}".ljust(16).encode())
        os._exit(1)
    raise program


def _rehearse():
    warm.run_once()
    ending.rehearse()


def _keep_streams(*descriptors):
    """As 0, 1, 2 and `_KEEPER`. All others go."""
    # Each of them is larger than these: the zygote's own are there.
    for place, descriptor in enumerate(descriptors):
        os.dup2(descriptor, place)
    os.closerange(_KEEPER + 1, 1 << 30)


def _enter(rules):
    namespaces.enter(_KEEPER, _NAMESPACES)
    os.close(_KEEPER)
    socket.sethostname("studyloop")
    _bring_loopback_up()
    limits = rules["limits"]
    size = f"mode=1777,size={limits['scratchBytes']},nr_inodes={limits['scratchInodes']}"
    pruned_root.mount("none", root.SCRATCH, "tmpfs", _MOUNT_FLAGS, size)
    _mount_proc()
    os.chdir(root.SCRATCH)


def _mount_proc():
    """Shows the program's processes, and nothing of the machine where the kernel can leave that out (from 5.8 on)."""
    for options in ("subset=pid,hidepid=ptraceable", "hidepid=2"):
        try:
            return pruned_root.mount("proc", "/proc", "proc", _MOUNT_FLAGS, options)
        except OSError as error:
            problem = error
    raise problem


def _bring_loopback_up():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        asked = struct.pack("16sH", b"lo", 0).ljust(40, b"\0")
        flags = struct.unpack_from("16sH", fcntl.ioctl(any_socket, _SIOCGIFFLAGS, asked))[1]
        fcntl.ioctl(any_socket, _SIOCSIFFLAGS, struct.pack("16sH", b"lo", flags | _IFF_UP).ljust(40, b"\0"))


def _confine(rules, is_first):
    os.setsid()
    confine.limit_resources(rules["limits"])
    confine.close_ways_up()
    landlock.restrict(root.SCRATCH)
    confine.change_user(rules["programUid"])
    libc.set_capabilities([])
    # A change of user clears it; without it the program could not read its own entries of /proc.
    libc.prctl(libc.PR_SET_DUMPABLE, 1)
    if is_first:
        # Each step has raised if it failed; what the kernel makes of all of them is the same for every sandbox.
        confine.verify()
    signal.signal(signal.SIGINT, signal.default_int_handler)


def _keep_memory_to_the_end():
    """
    A process is reported as ended after its memory has been given back, which takes longer than most programs. While
    another one shares that memory there is nothing to give back, so the end is known at once, and the rest happens later.
    """
    _second_sleeper.start(0)
