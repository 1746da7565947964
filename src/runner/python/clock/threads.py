"""`threading.Thread` under turns: a thread is ready from the moment it is started until its last line has run."""

import threading

from .clock import SECOND, clock
from .scheduler import scheduler
from .strand import ENDED
from .verdicts import Verdict
from .waits import Wait


def plan(patches):
    """Plan the thread methods."""
    thread = threading.Thread
    real_start = thread.start
    real_bootstrap = thread._bootstrap
    real_join = thread.join
    real_is_alive = thread.is_alive

    def start(self):
        if not scheduler.active:
            return real_start(self)
        if getattr(self, "_studyloop_strand", None) is not None:
            return real_start(self)  # raises what CPython raises
        scheduler.mine()
        strand = scheduler.expect(self)
        try:
            real_start(self)
        except BaseException:
            if strand.ident is None:
                scheduler.forget(strand)
                self._studyloop_strand = None
            raise

    def _bootstrap(self):
        strand = getattr(self, "_studyloop_strand", None)
        if strand is None or not scheduler.active:
            return real_bootstrap(self)
        scheduler.enter(strand)
        try:
            real_bootstrap(self)
        finally:
            scheduler.leave(strand)

    def join(self, timeout=None):
        strand = getattr(self, "_studyloop_strand", None)
        waits = strand is not None and scheduler.active and self is not threading.current_thread()
        if waits and (timeout is None or timeout > 0):
            _wait_for_end(strand, timeout)
            if strand.state is not ENDED:
                return real_join(self, 0)
        return real_join(self, timeout)

    def is_alive(self):
        strand = getattr(self, "_studyloop_strand", None)
        if strand is not None and strand.state is ENDED and strand.ident is not None:
            if scheduler.active:
                scheduler.mine()  # it may be waiting for us, to pass the turn on
            real_join(self)  # its last Python line has run: let the interpreter finish with it
        return real_is_alive(self)

    real_excepthook = threading.excepthook

    def excepthook(args, /):
        # The interpreter is silent about SystemExit, but not about its kinds.
        if not issubclass(args.exc_type, Verdict):
            real_excepthook(args)

    patches.add(threading, "excepthook", excepthook)
    for name, function in (("start", start), ("_bootstrap", _bootstrap), ("join", join), ("is_alive", is_alive)):
        function.__qualname__ = f"Thread.{name}"
        patches.add(thread, name, function)


def _wait_for_end(strand, timeout):
    deadline = None if timeout is None else clock.now + int(timeout * SECOND)

    def register(joiner):
        if strand.state is ENDED:
            return False
        strand.joiners.append(joiner)
        return True

    scheduler.park(Wait("thread", strand.thread()), deadline, register)
