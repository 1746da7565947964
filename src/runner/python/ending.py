"""
The end of a program, as CPython's own, but for one thing: what the zygote had loaded is left as it is. To free it object
by object, as CPython does, would copy its memory first, which takes longer than most programs.
"""

import _signal
import atexit
import gc
import itertools
import logging
import mmap
import os
import signal
import sys
import threading

import program
import seam
from hidden import hidden

# Not an exit status: the process ends by the signal.
_INTERRUPTED = None
_NOT_FLUSHED = 120
# Given back to a program that has none left, so that its end can be told. Nothing touches it: it costs addresses only.
_SPARE_BYTES = 4 << 20
# By these names, so that a program that has changed the modules ends all the same.
_end_process, _send_signal, _set_handler = os._exit, os.kill, signal.signal
_loaded = None
_spare = mmap.mmap(-1, _SPARE_BYTES)


@hidden
def report(error, note_memory_error):
    """Says what `error` ended the program, as the interpreter would; answers the exit status."""
    _spare.close()
    if seam.is_of_verdict(error):
        return 0
    if isinstance(error, SystemExit):
        return _status_of(error)
    if program.is_memory_error(error):
        note_memory_error()
    _flush(sys.stdout)
    sys.last_type, sys.last_value, sys.last_traceback = type(error), error, error.__traceback__
    if sys.version_info >= (3, 12):
        sys.last_exc = error
    try:
        sys.excepthook(type(error), error, error.__traceback__)
    except SystemExit as exit:
        return _status_of(exit)
    except BaseException as another:
        _write("Error in sys.excepthook:\n")
        sys.__excepthook__(type(another), another, another.__traceback__)
        _write("\nOriginal exception was:\n")
        sys.__excepthook__(type(error), error, error.__traceback__)
    return _INTERRUPTED if isinstance(error, KeyboardInterrupt) else 1


@hidden
def finish(status):
    """Waits for threads, calls what was registered, flushes, frees what the program made; answers the exit status."""
    try:
        seam.join_threads()
    except BaseException as error:
        _complain(error, threading._shutdown)
    atexit._run_exitfuncs()
    flushed = _flush_both()
    seam.stop_sampling()
    _forget_signal_handlers()
    try:
        _free()
    except BaseException:
        # The program has taken apart what this works with. The process is about to go, and its memory with it.
        pass
    return status if _flush_both() and flushed else _NOT_FLUSHED


def rehearse():
    """Touches what `finish` touches, and ends nothing."""
    seam.rehearse_end()
    logging.shutdown()
    _flush_both()
    _own_modules()
    gc.collect()


def leave(status):
    """Ends the process with `status`, or the way an interrupted program does."""
    if status is _INTERRUPTED:
        _set_handler(signal.SIGINT, signal.SIG_DFL)
        _send_signal(os.getpid(), signal.SIGINT)
    _end_process(status & 0xFF)


def remember_loaded(others):
    """Called when all is loaded that is not the program's own; `others` are ours, which it will not find."""
    global _loaded
    _loaded = set(sys.modules) - others


def _forget_signal_handlers():
    # Without the enumerations of `signal`, which are slow.
    for number in range(1, _signal.NSIG):
        if callable(_signal.getsignal(number)):
            _signal.signal(number, _signal.SIG_DFL)


@hidden
def _free():
    for name in ("last_type", "last_value", "last_traceback", "last_exc"):
        if hasattr(sys, name):
            setattr(sys, name, None)
    for name in ("stdin", "stdout", "stderr"):
        setattr(sys, name, getattr(sys, f"__{name}__"))
    for name in ("__main__", *_own_modules()):
        sys.modules.pop(name, None)
    gc.collect()


def _own_modules():
    """What the program has loaded; the last ones, since those of the zygote were there first. To look is to copy."""
    count = len(sys.modules) - len(_loaded)
    newest = list(itertools.islice(reversed(sys.modules), count))
    if _loaded.isdisjoint(newest):
        return newest
    return [name for name in sys.modules if name not in _loaded]


def _status_of(exit):
    code = exit.code
    if code is None:
        return 0
    if isinstance(code, int):
        return code
    _flush(sys.stdout)
    _write(f"{code}\n")
    return 1


def _flush_both():
    flushed = _flush(sys.stdout)
    _flush(sys.stderr)
    return flushed


def _flush(stream):
    try:
        if stream is not None and not stream.closed:
            stream.flush()
    except BaseException as error:
        _complain(error, stream)
        return False
    return True


def _complain(error, about):
    facts = (type(error), error, error.__traceback__, None, about)
    sys.unraisablehook(sys.UnraisableHookArgs(facts))


def _write(text):
    try:
        sys.stderr.write(text)
    except BaseException:
        pass
