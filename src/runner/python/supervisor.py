"""Process 1 of a sandbox: prepares it, starts the program in a child that is confined first, watches, and reports.

It never reads a byte that the learner wrote. What it says to the bot, one JSON object a line:
  {"kind": "started"}
  {"kind": "ended", "status", "cpuMs", "peakBytes", "clockMs", "memoryError", "overMemory", "overCpu"}
  {"kind": "failed", "reason"}      no byte of the program was run
Any byte from the bot means stop; the end of the stream means that the bot is gone.
"""

# `_signal`, because `signal` imports `enum`, which costs more than all the rest of this file.
import _signal as signal
import mmap
import os
import select
import time

import confine
import libc
import program
import root
from usage import memory_in_use, usage_of_children

_TICK_MS = 50
_READY = b"ready "
_GO = b"go"
# The kernel holds the limit against whole ticks, which on a busy machine are many times what it says was used.
_COUNTED_AT_LEAST = 0.25


def main(control, code, rules, modules_at_start):
    """Owns the descriptors `control` (both ways) and `code` (the program's text)."""
    try:
        _supervise(control, code, rules, modules_at_start)
    except Exception as error:
        _report(control, f'{{"kind":"failed","reason":{_quoted(f"{type(error).__name__}: {error}")}}}')
    os._exit(0)


def _supervise(control, code, rules, modules_at_start):
    # What follows would lock up a machine that is not a sandbox.
    if os.getpid() != 1:
        raise OSError(f"expected to be process 1 of a sandbox, but is process {os.getpid()}")
    program.show_command_line("sandbox")
    root.finish(rules)
    # Another process of this user may neither trace nor read this one; the child undoes it for itself.
    libc.prctl(libc.PR_SET_DUMPABLE, 0)
    confine.close_ways_up()
    flag = mmap.mmap(-1, mmap.PAGESIZE)
    ready, say_ready = os.pipe()
    go, say_go = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(control)
        _become_program(say_ready, go, code, rules, lambda: flag.write(b"!"), modules_at_start)
    for descriptor in (0, 1, 2, code, say_ready, go):
        os.close(descriptor)
    _become_watcher(rules)
    cpu_before_ms = _wait_until_ready(ready, control)
    _report(control, '{"kind":"started"}')
    started = time.monotonic()
    os.write(say_go, _GO)
    limits = rules["limits"]
    status, own_cpu_s, over_memory, peak_bytes = _watch(child, control, limits["memoryBytes"])
    clock_ms = (time.monotonic() - started) * 1000
    _end_the_rest()
    cpu_ms, largest_bytes = usage_of_children()
    _report(
        control,
        f'{{"kind":"ended","status":{status},"cpuMs":{max(0.0, cpu_ms - cpu_before_ms):.3f},'
        f'"peakBytes":{max(peak_bytes, largest_bytes)},"clockMs":{clock_ms:.3f},'
        f'"memoryError":{_bool(flag[0])},"overMemory":{_bool(over_memory)},'
        f'"overCpu":{_bool(own_cpu_s >= limits["cpuS"] * _COUNTED_AT_LEAST)}}}',
    )


def _become_program(say_ready, go, code, rules, note_memory_error, modules_at_start):
    """In the child: everything is taken away first, then the program's text is read. Never returns."""
    try:
        os.setsid()
        signal.signal(signal.SIGINT, signal.default_int_handler)
        program.tune_memory()
        confine.limit_resources(rules["limits"])
        confine.change_user(rules["programUid"])
        libc.set_capabilities([])
        libc.prctl(libc.PR_SET_DUMPABLE, 1)
        confine.verify()
        ours = program.prepare(code, root.SCRATCH, modules_at_start)
        os.write(say_ready, _READY + str(time.process_time_ns()).encode())
        os.close(say_ready)
        # Process 1 gives up its own rights meanwhile.
        if os.read(go, len(_GO)) != _GO:
            os._exit(1)
    except Exception as error:
        os.write(say_ready, f"{type(error).__name__}: {error}".encode())
        os._exit(1)
    os.closerange(3, 1 << 16)
    program.launch(ours, note_memory_error)


def _become_watcher(rules):
    # The interpreter set a handler for it; without one nobody inside can send it to process 1.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    # Its user stays the same, root if it was: bubblewrap, without rights itself, could not end another user's process
    # when the bot dies, and the kernel sends that signal on its behalf.
    libc.set_capabilities(rules["watcherCapabilities"])


def _wait_until_ready(ready, control):
    poller = select.poll()
    poller.register(control, select.POLLIN)
    poller.register(ready, select.POLLIN)
    if any(descriptor == control for descriptor, _ in poller.poll()):
        os._exit(1)
    with open(ready, "rb") as stream:
        said = stream.read()
    if not said.startswith(_READY):
        raise OSError(said.decode("utf-8", "replace") or "the program's process ended while it was being confined")
    return int(said[len(_READY) :]) / 1e6


def _watch(child, control, memory_bytes):
    poller = select.poll()
    poller.register(control, select.POLLIN)
    poller.register(os.pidfd_open(child), select.POLLIN)
    over_memory, peak_bytes = False, 0
    while True:
        ready = {descriptor for descriptor, _ in poller.poll(_TICK_MS)}
        ended = _reap(child)
        if ended is not None:
            status, usage = ended
            return status, usage.ru_utime + usage.ru_stime, over_memory, peak_bytes
        if control in ready:
            _obey(os.read(control, 64), child)
        in_use = memory_in_use()
        peak_bytes = max(peak_bytes, in_use)
        if in_use > memory_bytes:
            over_memory = True
            os.kill(child, signal.SIGKILL)


def _reap(child):
    """Collects whoever has ended; answers the program's own wait status and usage once it is among them."""
    while True:
        pid, status, usage = os.wait4(-1, os.WNOHANG)
        if pid == child:
            return status, usage
        if pid == 0:
            return None


def _obey(said, child):
    if not said:
        os._exit(1)
    os.kill(child, signal.SIGKILL)


def _end_the_rest():
    """The program is over, so whatever it left running is too."""
    try:
        os.kill(-1, signal.SIGKILL)
        while True:
            os.wait()
    except (ProcessLookupError, ChildProcessError):
        pass


def _report(control, line):
    sent = (line + "\n").encode()
    while sent:
        sent = sent[os.write(control, sent) :]


def _bool(value):
    return "true" if value else "false"


def _quoted(text):
    plain = "".join(letter if " " <= letter <= "~" and letter not in '"\\' else " " for letter in text)
    return f'"{plain}"'
