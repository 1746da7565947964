"""The few Linux calls that Python's own modules lack. Each failure is an OSError that names the call."""

import ctypes
import os

_libc = ctypes.CDLL(None, use_errno=True)

_prctl = _libc.prctl
_prctl.argtypes = [ctypes.c_int, *[ctypes.c_ulong] * 4]
_ZEROS = (0, 0, 0, 0)

PR_SET_PDEATHSIG = 1
PR_SET_DUMPABLE = 4
PR_SET_SECCOMP = 22
PR_CAPBSET_READ = 23
PR_CAPBSET_DROP = 24
PR_SET_NO_NEW_PRIVS = 38
PR_CAP_AMBIENT = 47
PR_CAP_AMBIENT_CLEAR_ALL = 4

MS_RDONLY = 1
MS_NOSUID = 2
MS_NODEV = 4
MS_NOEXEC = 8
MS_REMOUNT = 32
MS_BIND = 4096

_CAPABILITY_VERSION_3 = 0x20080522


class _CapabilityHeader(ctypes.Structure):
    _fields_ = [("version", ctypes.c_uint32), ("pid", ctypes.c_int)]


class _CapabilityWord(ctypes.Structure):
    _fields_ = [("effective", ctypes.c_uint32), ("permitted", ctypes.c_uint32), ("inheritable", ctypes.c_uint32)]


def call(name, *arguments):
    """Calls a function of the C library that answers -1 for failure."""
    result = getattr(_libc, name)(*arguments)
    if result == -1:
        number = ctypes.get_errno()
        raise OSError(number, f"{name}: {os.strerror(number)}")
    return result


def prctl(option, *arguments):
    """prctl(2), with every argument as wide as the kernel reads it."""
    if _prctl(option, *arguments, *_ZEROS[len(arguments) :]) == -1:
        number = ctypes.get_errno()
        raise OSError(number, f"prctl {option}: {os.strerror(number)}")


def remount(target, flags, options=None):
    """Changes the flags and options of what is mounted at `target`."""
    call("mount", b"none", os.fsencode(target), None, ctypes.c_ulong(MS_REMOUNT | flags), options)


def set_capabilities(numbers):
    """Makes `numbers` the permitted and effective capabilities of this process; none are inheritable."""
    words = (_CapabilityWord * 2)()
    for number in numbers:
        words[number // 32].permitted |= 1 << number % 32
        words[number // 32].effective |= 1 << number % 32
    header = _CapabilityHeader(_CAPABILITY_VERSION_3, 0)
    call("capset", ctypes.byref(header), words)
