"""Thread locks that know the turns: a blocked thread parks instead of stopping the others, and a holder has a name."""

import concurrent.futures.thread
import queue
import threading
from _thread import allocate_lock, get_ident
from collections import deque

from .clock import SECOND, clock
from .scheduler import scheduler
from .waits import Wait


def plan(patches):
    """Plan the locks from which `threading`, `queue` and `concurrent.futures` build everything else."""
    patches.add(threading, "_allocate_lock", TurnLock)
    patches.add(threading, "Lock", TurnLock)
    patches.add(threading, "RLock", TurnRLock)
    patches.add(queue, "SimpleQueue", queue._PySimpleQueue)
    # Held while a thread starts, which is when turns change.
    patches.add(concurrent.futures.thread, "_global_shutdown_lock", TurnLock())


class TurnLock:
    """`threading.Lock`: a real lock for the fast path; waiting goes through the scheduler."""

    __slots__ = ("_inner", "_waiters", "owner", "__weakref__")

    def __init__(self):
        self._inner = allocate_lock()
        self._waiters = None
        self.owner = None

    def acquire(self, blocking=True, timeout=-1):
        if timeout == -1 and self._inner.acquire(False):
            self.owner = get_ident()
            return True
        if not blocking or not scheduler.active or not (timeout == -1 or timeout > 0):
            taken = self._inner.acquire(blocking, timeout)
        else:
            taken = self._wait(None if timeout == -1 else clock.now + int(timeout * SECOND))
        if taken:
            self.owner = get_ident()
        return taken

    def release(self):
        self.owner = None
        self._inner.release()
        if self._waiters:
            with scheduler.mutex:
                if self._waiters:
                    scheduler.wake(self._waiters.popleft())

    def locked(self):
        return self._inner.locked()

    def __enter__(self):
        return self.acquire()

    def __exit__(self, *error):
        self.release()

    def __repr__(self):
        state = "locked" if self._inner.locked() else "unlocked"
        return f"<{state} _thread.lock object at {id(self):#x}>"

    def _at_fork_reinit(self):
        self._inner = allocate_lock()
        self._waiters = None

    def _wait(self, deadline):
        taken = False

        def enqueue(strand):
            nonlocal taken
            if self._inner.acquire(False):
                taken = True
                return False
            if self._waiters is None:
                self._waiters = deque()
            self._waiters.append(strand)
            return True

        wait = Wait("lock", self)
        while True:
            woken = False
            try:
                woken = scheduler.park(wait, deadline, enqueue)
            finally:
                if not woken:
                    self._forget_waiter()
            if taken or not woken:
                return taken

    def _forget_waiter(self):
        strand = scheduler.by_ident.get(get_ident())
        with scheduler.mutex:
            if self._waiters and strand in self._waiters:
                self._waiters.remove(strand)


TurnLock.__name__ = TurnLock.__qualname__ = "lock"
TurnLock.__module__ = "_thread"


class TurnRLock:
    """`threading.RLock`: the same thread may take it again."""

    __slots__ = ("_block", "_count", "__weakref__")

    def __init__(self):
        self._block = TurnLock()
        self._count = 0

    @property
    def owner(self):
        return self._block.owner

    def acquire(self, blocking=True, timeout=-1):
        if self._block.owner == get_ident():
            self._count += 1
            return True
        if not self._block.acquire(blocking, timeout):
            return False
        self._count = 1
        return True

    def release(self):
        if self._block.owner != get_ident():
            raise RuntimeError("cannot release un-acquired lock")
        self._count -= 1
        if self._count == 0:
            self._block.release()

    def __enter__(self):
        return self.acquire()

    def __exit__(self, *error):
        self.release()

    def __repr__(self):
        state = "locked" if self._count else "unlocked"
        return f"<{state} _thread.RLock object owner={self._block.owner or 0} count={self._count} at {id(self):#x}>"

    def _is_owned(self):
        return self._block.owner == get_ident()

    def _recursion_count(self):
        return self._count if self._is_owned() else 0

    def _release_save(self):
        if not self._is_owned():
            raise RuntimeError("cannot release un-acquired lock")
        count, self._count = self._count, 0
        self._block.release()
        return count

    def _acquire_restore(self, count):
        self._block.acquire()
        self._count = count

    def _at_fork_reinit(self):
        self._block = TurnLock()
        self._count = 0


TurnRLock.__name__ = TurnRLock.__qualname__ = "RLock"
TurnRLock.__module__ = "_thread"
