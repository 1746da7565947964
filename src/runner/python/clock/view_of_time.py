"""What the program sees when it asks for the time: `time`, `datetime`, and the modules that copied a clock at import."""

import ctypes
import datetime
import gc
import importlib
import queue
import threading
import time

from .blocked import note_real_sleep
from .clock import EPOCH_NS, MONOTONIC_BASE_NS, SECOND, clock, real_sleep
from .scheduler import scheduler
from .waits import Wait

_real = {name: getattr(time, name) for name in ("localtime", "gmtime", "strftime", "ctime", "asctime")}
_real_clock_gettime_ns = time.clock_gettime_ns


def plan(patches):
    """Plan the virtual `time` module."""
    replacements = {
        "time": _seconds(time_ns),
        "time_ns": time_ns,
        "monotonic": _seconds(monotonic_ns),
        "monotonic_ns": monotonic_ns,
        "perf_counter": _seconds(monotonic_ns),
        "perf_counter_ns": monotonic_ns,
        "sleep": sleep,
        "clock_gettime": _seconds(clock_gettime_ns),
        "clock_gettime_ns": clock_gettime_ns,
        "localtime": _with_now("localtime"),
        "gmtime": _with_now("gmtime"),
        "ctime": _with_now("ctime"),
        "strftime": _strftime,
        "asctime": _asctime,
    }
    for name, replacement in replacements.items():
        replacement.__name__ = replacement.__qualname__ = name
        replacement.__module__ = "time"
        replacement.__doc__ = getattr(time, name).__doc__
        patches.add(time, name, replacement)
    _plan_free_imports(patches)
    patches.add(threading, "_time", replacements["monotonic"])
    patches.add(queue, "time", replacements["monotonic"])


def plan_real(patches):
    """Plan the one thing worth noting on the real clock: where a thread sleeps."""

    def noted_sleep(seconds, /):
        began = clock.now
        real_sleep(seconds)
        note_real_sleep(seconds, began)

    noted_sleep.__name__ = noted_sleep.__qualname__ = "sleep"
    patches.add(time, "sleep", noted_sleep)


def time_ns():
    return EPOCH_NS + clock.read()


def monotonic_ns():
    return MONOTONIC_BASE_NS + clock.read()


def loop_time(self):
    """`loop.time()`."""
    return (MONOTONIC_BASE_NS + clock.read()) / 1e9


def sleep(seconds, /):
    if not isinstance(seconds, (int, float)) or not 0 <= seconds < 9e9:
        return real_sleep(seconds)  # raises what CPython raises
    if seconds == 0:
        return scheduler.give_way()
    scheduler.park(Wait("sleep", seconds), clock.now + int(seconds * SECOND))


def clock_gettime_ns(clock_id, /):
    if clock_id == time.CLOCK_REALTIME:
        return time_ns()
    if clock_id in (time.CLOCK_MONOTONIC, time.CLOCK_MONOTONIC_RAW, time.CLOCK_BOOTTIME):
        return monotonic_ns()
    return _real_clock_gettime_ns(clock_id)


class DatetimeView:
    """`now`, `utcnow` and `today` of the datetime types.

    The C types' own dictionaries are changed instead of the names bound to subclasses: repr, pickle, isinstance and modules
    that imported `datetime` earlier all stay exactly as they are.
    """

    def __init__(self):
        kinds = {datetime.datetime: {"now": _now, "utcnow": _utcnow, "today": _today}, datetime.date: {"today": _date_today}}
        self._places = [
            (gc.get_referents(kind.__dict__)[0], kind, name, kind.__dict__.get(name), classmethod(function))
            for kind, methods in kinds.items()
            for name, function in methods.items()
        ]

    def install(self):
        """Let datetime read the program's clock."""
        for members, kind, name, _own, ours in self._places:
            members[name] = ours
            _type_changed(kind)

    def uninstall(self):
        """Let datetime read the real clock again."""
        for members, kind, name, own, _ours in self._places:
            if own is None:
                del members[name]
            else:
                members[name] = own
            _type_changed(kind)


def _type_changed(kind):
    ctypes.pythonapi.PyType_Modified(ctypes.py_object(kind))


def _now(cls, tz=None):
    moment = time_ns()
    plain = cls.fromtimestamp(moment // SECOND, tz)
    return plain.replace(microsecond=moment % SECOND // 1_000)


def _utcnow(cls):
    return _now(cls, datetime.timezone.utc).replace(tzinfo=None)


def _today(cls):
    return _now(cls)


def _date_today(cls):
    return cls.fromtimestamp(time_ns() // SECOND)


def _plan_free_imports(patches):
    """Loading a module costs no time: how long it takes says something about the machine, not about the program."""
    loader = importlib._bootstrap_external._LoaderBasics
    real_exec = loader.exec_module

    def exec_module(self, module):
        clock.charge_cpu()
        try:
            return real_exec(self, module)
        finally:
            clock.begin_step(fresh_thread=True)

    exec_module.__qualname__ = "_LoaderBasics.exec_module"
    patches.add(loader, "exec_module", exec_module)


def _seconds(read_ns):
    def read(*args):
        return read_ns(*args) / 1e9

    return read


def _with_now(name):
    original = _real[name]

    def convert(seconds=None, /):
        return original(time_ns() / 1e9 if seconds is None else seconds)

    return convert


def _strftime(format, when=None, /):
    return _real["strftime"](format, _real["localtime"](time_ns() / 1e9) if when is None else when)


def _asctime(when=None, /):
    return _real["asctime"](_real["localtime"](time_ns() / 1e9) if when is None else when)
