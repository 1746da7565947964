"""Looks now and then, while CPU is burnt, at which line that is.

A timer of `signal.setitimer` would be the program's own to see and to replace, it would outlive an exec, and its signal is
deadly as soon as the program sets every signal back to its default. This one is gone with an exec, no child has it, and
SIGURG is ignored by default.
"""

import ctypes
import signal
import struct

SIGNAL = signal.SIGURG

_PROCESS_CPU_CLOCK = 2
_EVERY_NS = 20_000_000
_BY_SIGNAL = struct.pack("qii48x", 0, SIGNAL, 0)
_ON = struct.pack("4q", 0, _EVERY_NS, 0, _EVERY_NS)

_libc = ctypes.CDLL(None)
_libc.timer_create.argtypes = [ctypes.c_int, ctypes.c_char_p, ctypes.c_void_p]
_libc.timer_settime.argtypes = [ctypes.c_void_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_void_p]
_libc.timer_delete.argtypes = [ctypes.c_void_p]
_timer = ctypes.c_void_p()
_is_on = False


def listen(handler):
    """`handler`, a signal handler, is what will be called. Without a timer nothing but the lines is lost."""
    global _is_on
    signal.signal(SIGNAL, handler)
    _is_on = _libc.timer_create(_PROCESS_CPU_CLOCK, _BY_SIGNAL, ctypes.addressof(_timer)) == 0


def start():
    """Calls it every 20 ms of CPU time from now on."""
    if _is_on:
        _libc.timer_settime(_timer, 0, _ON, None)


def stop():
    """Before signals have their first meaning again. A forked child has no timer, and is told so by the kernel."""
    global _is_on
    if _is_on:
        _libc.timer_delete(_timer)
    _is_on = False
