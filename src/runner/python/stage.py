"""Receives one program and runs it as `python3 main.py` would, with nothing of ours in sight."""

import builtins
import ctypes
import gc
import importlib.machinery
import os
import sys
import time
import types

import ending
import program
import restraint
import root
import seam
import warm
from hidden import hidden

_NAME = "main.py"
_CLOCK_LETTERS = 10
_LENGTH_DIGITS = 10
# In the place of a clock: the two sides of grading.
_GRADING = {"graded": seam.grade, "judge": seam.judge}
# Modules that no program expects to be there before it imports them.
_FOR_US = {"ctypes", "ctypes._endian", "fcntl", "mmap", "resource"}


class _Program(BaseException):
    """Raised to leave every frame of the zygote; then the interpreter calls `sys.excepthook`, and nothing is below."""


def prepare():
    """In the zygote, once: makes this interpreter look as if it had been started with the program."""
    global _ours, _hide_command_line
    program.tune_memory()
    program.dress_sys(root.SCRATCH)
    _hide_command_line = program.find_command_line()
    ours = {name for name, module in sys.modules.items() if getattr(module, "__spec__", None) is None}
    _ours = (ours - {"__main__"}) | _FOR_US
    ending.remember_loaded(_ours)


def enter(flag):
    """In the sandbox: answers what to raise. `flag` is where a program notes that its memory was not enough."""
    _hide_command_line()
    note_memory_error = _writer(flag)

    @hidden
    def run_everything(*_):
        seam.make_ready()
        main = _become_main()
        clock, code = _receive()
        restraint.stay_on_this_core()
        if clock in _GRADING:
            try:
                _GRADING[clock](code)
            except BaseException as error:
                ending.report(error, note_memory_error)
            ending.leave(0)
        seam.begin(clock, code)
        status, problem = 0, None
        try:
            exec(compile(code, _NAME, "exec", dont_inherit=True), vars(main))
        except BaseException as error:
            # The status is what holds where it cannot be told any more.
            status, problem = 1, error
        try:
            if problem is not None:
                status = ending.report(problem, note_memory_error)
            problem = main = None
            status = seam.end(ending.finish(status), flag[0] == 1)
        finally:
            # Whatever the program has broken: the interpreter's own way out would tell of the zygote.
            ending.leave(status)

    sys.excepthook = run_everything
    return _Program()


def _become_main():
    sys.excepthook = sys.__excepthook__
    for name in ("last_type", "last_value", "last_traceback", "last_exc"):
        if hasattr(sys, name):
            delattr(sys, name)
    for name in _ours:
        sys.modules.pop(name, None)
    # What exists so far leaves the lists that `gc` reads; what the program makes, its own main first, must be in them.
    gc.freeze()
    main = types.ModuleType("__main__")
    loader = importlib.machinery.SourceFileLoader("__main__", _NAME)
    vars(main).update(__file__=_NAME, __cached__=None, __builtins__=builtins, __loader__=loader)
    if sys.version_info < (3, 14):
        main.__annotations__ = {}
    sys.modules["__main__"] = main
    return main


def _receive():
    """Says that the sandbox is ready, and waits. The message is the kind of clock or the side of grading, the text's length,
    and the text; what follows is its input."""
    with open(_NAME, "wb", 0) as file:
        os.write(1, b"+%-15d" % time.process_time_ns())
        header = _read(_CLOCK_LETTERS + _LENGTH_DIGITS)
        code = _read(int(header[_CLOCK_LETTERS:]))
        file.write(code)
    if b"ssl" in code:
        warm.give_asyncio_its_ssl()
    return header[:_CLOCK_LETTERS].decode().strip(), code


def _read(size):
    data = os.read(0, size)
    while len(data) < size:
        data += os.read(0, size - len(data)) or os._exit(1)
    return data


def _writer(flag):
    def note():
        flag[0] = 1

    return note
