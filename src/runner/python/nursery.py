"""The warm process: forks sandboxes when told, reports how they ended. Single-threaded, and it waits in one place."""

import ctypes
import gc
import mmap
import os
import select
import signal
import socket
import sys

import confine
import hidden
import namespaces
import seam
import stage
import tenant
import warm
import watcher

_DIAL_LENGTH = 16
# The kernel holds the limit against whole ticks, which on a busy machine are many times what it says was used.
_COUNTED_AT_LEAST = 0.25


class Sandbox:
    """One living sandbox: the sleeper that keeps its namespaces, the program's process, its streams to the bot."""

    __slots__ = ("flag", "id", "is_first", "is_wanted_now", "keeper", "over_memory", "pid", "program", "slot", "streams")

    def __init__(self, name, slot):
        self.id = name
        self.slot = slot
        self.is_first = False
        self.keeper = None
        self.over_memory = False
        self.pid = None
        self.streams = []


class Slot:
    """What one sandbox after the other may use: a user of its own outside, a stack for the sleeper, a cgroup."""

    __slots__ = ("sleeper", "sleeper_pid", "user")

    def __init__(self, number, rules):
        self.user = number + 1 if rules["users"] > 1 else 0
        self.sleeper = namespaces.Sleeper()


class Nursery:
    def __init__(self, control, rules, watcher):
        self.control = control
        self.watcher = watcher
        self.rules = rules
        self.own_pid_namespace = os.open("/proc/self/ns/pid", os.O_RDONLY)
        self.poller = select.epoll()
        self.poller.register(control, select.EPOLLIN)
        self.poller.register(watcher, select.EPOLLIN)
        self.by_name = {}
        self.by_descriptor = {}
        self.free = []
        self.slots = 0
        self.unread = b""
        self.has_made_one = False


def serve(control, rules, loaded):
    """Never returns, but in a sandbox, by an exception that carries the program."""
    watching = watcher.start(rules["limits"]["memoryBytes"])
    confine.prepare()
    warm.prepare()
    seam.prepare()
    hidden.make_fast(loaded, lambda: seam.warm_up(warm.run_once))
    stage.prepare()
    nursery = Nursery(control, rules, watching)
    _make_immortal(nursery)
    gc.collect()
    gc.freeze()
    # It makes no cycles, and looking for some would copy memory that it shares with the sandboxes.
    gc.disable()
    _say(nursery, '{"kind":"ready"}')
    while True:
        for descriptor, _ in nursery.poller.poll():
            if descriptor == control:
                _obey(nursery)
            elif descriptor == watching.fileno():
                _end_the_greedy(nursery)
            else:
                _note_end(nursery, descriptor)


def _make_immortal(nursery):
    """A sandbox inherits these and never uses them again; freeing them there would copy their pages for nothing."""
    for one in (nursery, *sys.modules.values()):
        ctypes.pythonapi.Py_IncRef(ctypes.py_object(one))


def _obey(nursery):
    said = os.read(nursery.control, 65536)
    if not said:
        os._exit(0)
    *lines, nursery.unread = (nursery.unread + said).split(b"\n")
    for line in lines:
        verb, name = line.split()
        if verb in (b"spawn", b"hurry"):
            _spawn(nursery, int(name), verb == b"hurry")
        elif int(name) in nursery.by_name:
            sandbox = nursery.by_name[int(name)]
            if verb == b"watch":
                nursery.watcher.send(b"%d %d" % (sandbox.pid, sandbox.id))
            else:
                signal.pidfd_send_signal(sandbox.program, signal.SIGKILL)


def _spawn(nursery, name, is_wanted_now):
    try:
        sandbox = _build(nursery, name, is_wanted_now)
    except OSError as error:
        plain = "".join(letter if " " <= letter <= "~" and letter not in '"\\' else " " for letter in str(error))
        _say(nursery, f'{{"kind":"failed","id":{name},"reason":"{plain}"}}')
        return
    nursery.by_name[name] = sandbox
    nursery.by_descriptor[sandbox.program] = sandbox
    nursery.by_descriptor[sandbox.keeper] = sandbox
    nursery.poller.register(sandbox.program, select.EPOLLIN)


def _build(nursery, name, is_wanted_now):
    slot = nursery.free.pop() if nursery.free else _new_slot(nursery)
    sandbox = Sandbox(name, slot)
    sandbox.is_wanted_now = is_wanted_now
    sandbox.is_first = not nursery.has_made_one
    nursery.has_made_one = True
    try:
        for role in ("input", "output", "errors"):
            sandbox.streams.append(_dial(nursery.rules, name, role))
        sandbox.flag = mmap.mmap(-1, mmap.PAGESIZE)
        # Process 1 of the sandbox: with it ends whatever is in there.
        slot.sleeper_pid = slot.sleeper.start(namespaces.ALL | signal.SIGCHLD)
        sandbox.keeper = os.pidfd_open(slot.sleeper_pid)
        namespaces.write_maps(f"/proc/{slot.sleeper_pid}", nursery.rules["insideUid"], (slot.user, slot.user), 1)
        _fork(nursery, sandbox)
    except OSError:
        _give_up(nursery, sandbox)
        raise
    # The next one must not be able to write to it.
    sandbox.flag.madvise(mmap.MADV_DONTFORK)
    sandbox.program = os.pidfd_open(sandbox.pid)
    return sandbox


def _fork(nursery, sandbox):
    namespaces.enter(sandbox.keeper, namespaces.NEWPID)
    try:
        sandbox.pid = os.fork()
    finally:
        if sandbox.pid != 0:
            namespaces.enter(nursery.own_pid_namespace, namespaces.NEWPID)
    if sandbox.pid == 0:
        tenant.move_in(nursery.rules, sandbox)


def _give_up(nursery, sandbox):
    """Of one that is half made, nothing may be left."""
    for stream in sandbox.streams:
        os.close(stream)
    if sandbox.keeper is not None:
        signal.pidfd_send_signal(sandbox.keeper, signal.SIGKILL)
        os.waitpid(sandbox.slot.sleeper_pid, 0)
        os.close(sandbox.keeper)
    nursery.free.append(sandbox.slot)


def _new_slot(nursery):
    if nursery.slots == nursery.rules["slots"]:
        raise BlockingIOError("all slots are taken")
    nursery.slots += 1
    return Slot(nursery.slots - 1, nursery.rules)


def _dial(rules, name, role):
    """A stream to the bot; a relative path, since the folder is not below our root."""
    os.fchdir(rules["socketFolder"])
    line = socket.socket(socket.AF_UNIX)
    try:
        line.connect(rules["socketName"])
        line.sendall(f"{name} {role}".ljust(_DIAL_LENGTH).encode())
    finally:
        os.chdir("/")
    return line.detach()


def _note_end(nursery, descriptor):
    sandbox = nursery.by_descriptor.pop(descriptor)
    nursery.poller.unregister(descriptor)
    os.close(descriptor)
    if descriptor == sandbox.program:
        _report_end(nursery, sandbox)
        nursery.poller.register(sandbox.keeper, select.EPOLLIN)
        return
    os.waitpid(sandbox.slot.sleeper_pid, 0)
    nursery.free.append(sandbox.slot)


def _report_end(nursery, sandbox):
    _, status, used = os.wait4(sandbox.pid, 0)
    # Whatever the program left running may have the streams open, so they are ended, not closed.
    for stream in sandbox.streams:
        _hang_up(stream)
    _say(
        nursery,
        f'{{"kind":"ended","id":{sandbox.id},"status":{status},"cpuMs":{(used.ru_utime + used.ru_stime) * 1000:.3f},'
        f'"peakBytes":{used.ru_maxrss * 1024},"memoryError":{_bool(sandbox.flag[0])},'
        f'"overMemory":{_bool(sandbox.over_memory)},'
        f'"overCpu":{_bool(used.ru_utime + used.ru_stime >= nursery.rules["limits"]["cpuS"] * _COUNTED_AT_LEAST)}}}',
    )
    signal.pidfd_send_signal(sandbox.keeper, signal.SIGKILL)
    sandbox.flag.close()
    del nursery.by_name[sandbox.id]


def _hang_up(stream):
    with socket.socket(fileno=stream) as line:
        try:
            line.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass


def _end_the_greedy(nursery):
    name = nursery.watcher.recv(64)
    if not name:
        # Without it no limit on the memory of all processes together would hold.
        os._exit(1)
    sandbox = nursery.by_name.get(int(name))
    if sandbox is not None:
        sandbox.over_memory = True
        signal.pidfd_send_signal(sandbox.program, signal.SIGKILL)


def _say(nursery, line):
    sent = (line + "\n").encode()
    while sent:
        sent = sent[os.write(nursery.control, sent) :]


def _bool(value):
    return "true" if value else "false"
