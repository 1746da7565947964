"""Runs the learner's program in this process the way `python3 main.py` would, leaving nothing of ours in sight.

The trick: when a program ends by an exception, CPython unwinds every frame and calls `sys.excepthook` from C. With
`functools.reduce` as the hook and an exception that can be iterated, the iteration happens with no Python frame below
it. So the learner's module is the bottom of the stack, as it would be, and after it CPython itself ends the process:
threads, atexit, finalizers, exit code, all of it.
"""

import _functools
import _operator
import ctypes
import gc
import os
import resource
import sys
import types

import libc

_NAME = "main.py"
_M_ARENA_MAX = -8
_SEED = "PYTHONHASHSEED"
_ARGUMENTS, _ENVIRONMENT = 45, 47
_STACK_BYTES = 2 * 1024 * 1024
# What the interpreter asks for at a time.
_CHUNK_BYTES = 1024 * 1024


class _Room(ctypes.Structure):
    _fields_ = [("bytes", ctypes.c_char * _STACK_BYTES)]


def tune_memory():
    """
    Keeps address space for the program: by default each thread reserves 8 MB of stack and 64 MB of heap. The first
    thread's stack grows as it is used, so it would be the first to find no memory left, and then it is a crash.
    """
    libc.call("mallopt", _M_ARENA_MAX, 1)
    attributes = ctypes.create_string_buffer(256)
    libc.call("pthread_attr_init", attributes)
    libc.call("pthread_attr_setstacksize", attributes, ctypes.c_size_t(_STACK_BYTES))
    libc.call("pthread_setattr_default_np", attributes)
    _grow_stack()


def _grow_stack():
    """Where the result of a call is that large, room is made for it on the stack. Only its far end is touched."""
    function = ctypes.CDLL(None).getpid
    function.restype = _Room
    function()


def show_command_line(*words):
    """Writes over the arguments that this process was started with, where /proc/PID/cmdline reads them."""
    start, end = _memory_between(_ARGUMENTS)
    shown = "\0".join(words).encode()
    if len(shown) < end - start:
        ctypes.memset(start, 0, end - start)
        ctypes.memmove(start, shown, len(shown))


def prepare(source_fd, folder, modules_at_start):
    """Reads the program's text and makes this interpreter look freshly started; answers what `launch` wants."""
    ours = set(sys.modules) - modules_at_start
    _write_main_file(source_fd, folder)
    _add_site_packages()
    show_command_line("python3", _NAME)
    dress_sys(folder)
    return ours


def launch(ours, out_of_memory):
    """Never returns. Calls `out_of_memory` when an uncaught MemoryError has ended the program."""
    run = _runner_of_main_file()
    leave = _functools.partial(ctypes.pythonapi.Py_Exit, 0)
    process = os.getpid()
    results = []

    def steps():
        _forget_the_launch()
        for name in ours:
            sys.modules.pop(name, None)
        names = _names_of_a_main()
        # What exists so far leaves the lists that `gc.get_objects` reads; the learner's own main must stay in them.
        gc.freeze()
        sys.modules["__main__"] = _main_with(names)
        yield run
        if results[-1] == 0:
            yield leave
        if os.getpid() == process and is_memory_error(getattr(sys, "last_value", None)):
            out_of_memory()

    class Launch(BaseException):
        def __iter__(self):
            return map(results.append, map(_operator.call, steps()))

    sys.excepthook = _functools.reduce
    raise Launch


def _write_main_file(source_fd, folder):
    """Where the traceback machinery, `inspect` and `multiprocessing` look for it, as for any program."""
    os.chdir(folder)
    os.environ.pop("PWD", None)
    with open(source_fd, "rb") as source, open(_NAME, "wb") as file:
        file.write(source.read())


def _add_site_packages():
    """What `-S` left out: only now, because packages may run code of their own, and now it can do no harm."""
    import site

    site.main()


def dress_sys(folder):
    """What `sys` and `os` say about how the program was started."""
    _hide_seed()
    for name in ("no_site", "safe_path"):
        _set_flag(name, type(getattr(sys.flags, name))(0))
    sys.argv[:] = [_NAME]
    sys.orig_argv[:] = ["python3", _NAME]
    sys.path.insert(0, folder)
    for stream in (sys.stdin, sys.stdout):
        stream.reconfigure(errors="strict")


def _hide_seed():
    """Also from whom the program starts: as anywhere else, another process has another seed."""
    del os.environ[_SEED]
    start, end = _memory_between(_ENVIRONMENT)
    before, found, after = ctypes.string_at(start, end - start).partition(_SEED.encode())
    ctypes.memset(start + len(before), 0, len(found) + after.index(b"\0"))


def _set_flag(name, value):
    """`sys.flags` cannot be written to in Python, nor another be made."""
    ctypes.pythonapi.Py_IncRef(ctypes.py_object(value))
    place = ctypes.c_ssize_t(type(sys.flags).__match_args__.index(name))
    ctypes.pythonapi.PyStructSequence_SetItem(ctypes.py_object(sys.flags), place, ctypes.py_object(value))


def _memory_between(field):
    """Two addresses: what fields `field` and the next one of /proc/self/stat say, counted behind the name."""
    with open("/proc/self/stat", "rb") as stat:
        fields = stat.read().rpartition(b")")[2].split()
    return int(fields[field]), int(fields[field + 1])


def _runner_of_main_file():
    run = ctypes.pythonapi.PyRun_SimpleFileExFlags
    run.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int, ctypes.c_void_p]
    open_file = ctypes.CDLL(None).fopen
    open_file.restype = ctypes.c_void_p
    closes_file = 1
    return _functools.partial(run, open_file(_NAME.encode(), b"rb"), _NAME.encode(), closes_file, None)


def _forget_the_launch():
    sys.excepthook = sys.__excepthook__
    for name in ("last_type", "last_value", "last_traceback", "last_exc"):
        if hasattr(sys, name):
            delattr(sys, name)


def _names_of_a_main():
    return {name: value for name, value in vars(sys.modules["__main__"]).items() if name[:2] == name[-2:] == "__"}


def _main_with(names):
    main = types.ModuleType("__main__")
    vars(main).update(names)
    if "__annotations__" in names:
        main.__annotations__ = {}
    return main


def find_command_line():
    """
    Answers what writes over the arguments that this process was started with, where /proc/self/cmdline reads them; it
    does so in a forked child too.
    """
    start, end = _memory_between(_ARGUMENTS)
    shown = (b"python3\0" + _NAME.encode()).ljust(end - start, b"\0")
    return _functools.partial(ctypes.memmove, start, shown, min(len(shown), end - start))


def is_memory_error(error):
    """Whether that is how Python says that there is no memory left."""
    if isinstance(error, BaseExceptionGroup):
        return any(is_memory_error(one) for one in BaseExceptionGroup.exceptions.__get__(error))
    return isinstance(error, MemoryError) or (isinstance(error, SystemError) and _had_all_memory())


def _had_all_memory():
    """CPython forgets to say MemoryError where the stack of Python's own frames cannot grow."""
    with open("/proc/self/status") as status:
        peak = next(int(line.split()[1]) * 1024 for line in status if line.startswith("VmPeak:"))
    return peak > resource.getrlimit(resource.RLIMIT_AS)[0] - _CHUNK_BYTES
