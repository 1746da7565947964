"""Namespaces, and the processes that sleep for ever to keep something alive: a set of namespaces, or memory."""

# The enumerations of `signal` are slow, and the set of all signals is one.
import _signal
import ctypes
import mmap
import os

import libc

NEWNS = 0x00020000
NEWCGROUP = 0x02000000
NEWUTS = 0x04000000
NEWIPC = 0x08000000
NEWUSER = 0x10000000
NEWPID = 0x20000000
NEWNET = 0x40000000
ALL = NEWNS | NEWCGROUP | NEWUTS | NEWIPC | NEWUSER | NEWPID | NEWNET

_CLONE_VM = 0x00000100
_CLONE_FILES = 0x00000400
_STACK_BYTES = 16 * 1024

_ALL_SIGNALS = range(1, _signal.NSIG)

_pause = ctypes.cast(ctypes.CDLL(None).pause, ctypes.c_void_p)


def unshare(flags):
    """unshare(2)."""
    libc.call("unshare", ctypes.c_int(flags))


def enter(descriptor, flags):
    """setns(2). A pid namespace is entered by the processes forked from now on, not by this one."""
    libc.call("setns", ctypes.c_int(descriptor), ctypes.c_int(flags))


def write_maps(folder, inside, outside, count):
    """
    Says who the users (and groups) of a new user namespace are outside of it: `outside` is the first (user, group).
    `folder` is that of its process in /proc.
    """
    for name, first in zip(("uid_map", "gid_map"), outside):
        descriptor = os.open(f"{folder}/{name}", os.O_WRONLY)
        os.write(descriptor, b"%d %d %d" % (inside, first, count))
        os.close(descriptor)


class Sleeper:
    """
    A process that is inside one system call from its first instruction to its end, with the memory and the descriptors
    of the process that starts it. It runs no line of Python and costs no copy of the memory; all signals but the one that
    nobody can refuse are blocked in it.
    """

    def __init__(self):
        self._stack = mmap.mmap(-1, _STACK_BYTES)
        self._top = ctypes.addressof(ctypes.c_char.from_buffer(self._stack)) + _STACK_BYTES

    def start(self, flags):
        """Makes the process, one at a time, in new namespaces where `flags` names some; answers its id."""
        before = _signal.pthread_sigmask(_signal.SIG_BLOCK, _ALL_SIGNALS)
        try:
            flags = ctypes.c_int(flags | _CLONE_VM | _CLONE_FILES)
            return libc.call("clone", _pause, ctypes.c_void_p(self._top), flags, None)
        finally:
            _signal.pthread_sigmask(_signal.SIG_SETMASK, before)
