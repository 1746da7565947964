"""Waiting for descriptors and children under turns: selectors, `select.select`, blocking sockets, `waitpid`, `fork`.

Everything that could feed a socket is inside the program, so a strand that waits for one parks like any other: when all are
parked and nothing is readable, only time can help.
"""

import _posixsubprocess
import math
import os
import select
import selectors
import signal
import socket
import subprocess

from .clock import SECOND, clock, real_perf_ns
from .scheduler import scheduler
from .waits import Wait

_real_select = select.select


def plan(patches):
    """Plan every way to wait for a descriptor or a child that a lesson is likely to use."""
    for kind in (selectors.EpollSelector, selectors.PollSelector, selectors.SelectSelector):
        _plan_selector(patches, kind)
    patches.add(select, "select", _select)
    _plan_sockets(patches)
    for name in ("waitpid", "waitid", "wait", "wait3", "wait4"):
        _plan_blocking_wait(patches, name)
    for owner, name in ((os, "kill"), (os, "killpg"), (signal, "raise_signal"), (signal, "pthread_kill")):
        _plan_signal(patches, owner, name)
    for owner, names in (
        (os, ("fork", "forkpty", "posix_spawn", "posix_spawnp", "system")),
        (subprocess, ("_fork_exec",)),
        (_posixsubprocess, ("fork_exec",)),
        (signal, ("setitimer", "alarm")),
    ):
        for name in names:
            _plan_real_time(patches, owner, name)


class SelectorSource:
    """What wakes a strand that waits in a selector."""

    def __init__(self, selector, real_select):
        self._selector = selector
        self._real_select = real_select
        self.events = []

    def is_ready(self):
        self.events = self._real_select(self._selector, 0)
        return bool(self.events)

    def pollables(self):
        try:
            return [(self._selector.fileno(), select.POLLIN)]
        except AttributeError:
            return [(key.fd, _poll_events(key.events)) for key in self._selector.get_map().values()]


class DescriptorSource:
    """What wakes a strand that waits for descriptors."""

    def __init__(self, pairs):
        self._pairs = pairs

    def is_ready(self):
        poller = select.poll()
        for fd, events in self._pairs:
            poller.register(fd, events)
        return bool(poller.poll(0))

    def pollables(self):
        return self._pairs


def _plan_selector(patches, kind):
    real_select_of_kind = kind.select

    def select_in_turn(self, timeout=None):
        if timeout is not None and timeout <= 0:
            clock.took_turn()
            return real_select_of_kind(self, 0)
        if not scheduler.active:
            return real_select_of_kind(self, timeout)
        events = real_select_of_kind(self, 0)
        if events:
            clock.took_turn()
            return events
        # As epoll does: whole milliseconds, rounded up, so that timers close together fire together.
        deadline = None if timeout is None else clock.now + math.ceil(timeout * 1e3) * 1_000_000
        if deadline is not None and scheduler.can_jump_alone(deadline):
            clock.jump_to(deadline)
            clock.begin_step()
            return events
        source = SelectorSource(self, real_select_of_kind)
        scheduler.park(Wait("select", self), deadline, source=source)
        return source.events

    select_in_turn.__name__, select_in_turn.__qualname__ = "select", f"{kind.__name__}.select"
    patches.add(kind, "select", select_in_turn)


def _select(rlist, wlist, xlist, timeout=None, /):
    ready = _real_select(rlist, wlist, xlist, 0)
    if any(ready) or not scheduler.active or (timeout is not None and timeout <= 0):
        clock.took_turn()
        return ready
    pairs = [(_fileno(item), select.POLLIN) for item in rlist] + [(_fileno(item), select.POLLOUT) for item in wlist]
    deadline = None if timeout is None else clock.now + int(timeout * SECOND)
    scheduler.park(Wait("select", None), deadline, source=DescriptorSource(pairs))
    return _real_select(rlist, wlist, xlist, 0)


_select.__name__ = _select.__qualname__ = "select"


def _plan_sockets(patches):
    base = socket.socket.__mro__[1]
    for name in ("recv", "recv_into", "recvfrom", "recvfrom_into", "recvmsg"):
        _plan_socket_call(patches, name, getattr(base, name), select.POLLIN)
    for name in ("_accept", "connect", "connect_ex", "shutdown", "sendto", "sendmsg"):
        events = {"_accept": select.POLLIN}.get(name)
        _plan_socket_call(patches, name, getattr(base, name), events)
    real_send, real_sendall = base.send, base.sendall

    def send(self, data, flags=0, /):
        scheduler.net_active = True
        if not _blocks(self):
            return real_send(self, data, flags)
        while True:
            _wait_for(self, select.POLLOUT)
            try:
                return real_send(self, data, flags | socket.MSG_DONTWAIT)
            except BlockingIOError:
                continue

    def sendall(self, data, flags=0, /):
        if not _blocks(self) or isinstance(data, str):
            scheduler.net_active = True
            return real_sendall(self, data, flags)
        view = memoryview(data).cast("B")
        while view:
            view = view[send(self, view, flags):]

    for function in (send, sendall):
        function.__qualname__ = f"socket.{function.__name__}"
        patches.add(socket.socket, function.__name__, function)


def _plan_socket_call(patches, name, real_call, events):
    def call(self, *args):
        scheduler.net_active = True
        if events is not None and _blocks(self):
            _wait_for(self, events)
        return real_call(self, *args)

    call.__name__, call.__qualname__ = name, f"socket.{name}"
    patches.add(socket.socket, name, call)


def _blocks(sock):
    return scheduler.active and sock.gettimeout() != 0 and sock.fileno() >= 0


def _wait_for(sock, events):
    source = DescriptorSource([(sock.fileno(), events)])
    if source.is_ready():
        return
    limit = sock.gettimeout()
    deadline = None if limit is None else clock.now + int(limit * SECOND)
    if not scheduler.park(Wait("io", sock), deadline, source=source):
        raise TimeoutError("timed out")


def _plan_blocking_wait(patches, name):
    real_wait = getattr(os, name)

    def wait(*args):
        if not scheduler.active or _returns_at_once(name, args):
            return real_wait(*args)
        strand, began = scheduler.mine(), clock.now
        if not scheduler.alone:
            scheduler.go_away()
        try:
            return real_wait(*args)
        finally:
            scheduler.come_back()
            clock.end_step(real_perf_ns())
            scheduler.on_park(strand, Wait("child", None), began)

    wait.__name__ = wait.__qualname__ = name
    patches.add(os, name, wait)


def _returns_at_once(name, args):
    return name != "wait" and len(args) > 1 and bool(args[-1] & os.WNOHANG)


def _plan_signal(patches, owner, name):
    real_call = getattr(owner, name)

    def call(*args):
        real_call(*args)
        if scheduler.active and not scheduler.is_main():
            scheduler.let_main_see_signal()

    call.__name__ = call.__qualname__ = name
    patches.add(owner, name, call)


def _plan_real_time(patches, owner, name):
    real_call = getattr(owner, name)

    def call(*args, **options):
        if scheduler.active and (name, *args[:1]) not in _CPU_TIMERS:
            clock.must_follow_real()
        return real_call(*args, **options)

    call.__name__ = call.__qualname__ = name
    patches.add(owner, name, call)


_CPU_TIMERS = (("setitimer", signal.ITIMER_VIRTUAL), ("setitimer", signal.ITIMER_PROF))


def _fileno(item):
    return item if isinstance(item, int) else item.fileno()


def _poll_events(events):
    readable = select.POLLIN if events & selectors.EVENT_READ else 0
    return readable | (select.POLLOUT if events & selectors.EVENT_WRITE else 0)
