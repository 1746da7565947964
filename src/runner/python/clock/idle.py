"""Waiting for real: on file descriptors, and on a thread that runs beside the turn."""

import os
import select

_real_poll = select.poll


class Waker:
    """Lets a strand that becomes ready interrupt whoever is waiting for real. Costs a descriptor only once needed."""

    def __init__(self):
        self._fd = None
        self._waiting = False

    def wake(self):
        """Interrupt the real wait, if there is one."""
        if self._waiting:
            os.eventfd_write(self._fd, 1)

    def begin(self):
        """A real wait begins; returns the descriptor to watch."""
        if self._fd is None:
            self._fd = os.eventfd(0, os.EFD_NONBLOCK | os.EFD_CLOEXEC)
        self._waiting = True
        return self._fd

    def end(self):
        """The real wait is over."""
        self._waiting = False
        try:
            os.eventfd_read(self._fd)
        except BlockingIOError:
            pass


def poll_really(pairs, waker, limit_s):
    """Wait for real until one of `pairs` (descriptor, events) is ready, `waker` calls, or `limit_s` seconds are over."""
    poller = _real_poll()
    for fd, events in pairs:
        poller.register(fd, events)
    poller.register(waker.begin(), select.POLLIN)
    try:
        return poller.poll(limit_s * 1_000)
    finally:
        waker.end()
