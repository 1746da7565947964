"""One thread as the clock sees it."""

import time
import weakref
from _thread import allocate_lock

RUNNING, READY, PARKED, AWAY, STUCK, ENDED = "running", "ready", "parked", "away", "stuck", "ended"


class Strand:
    """A thread: its state, and while parked what it waits for, until when, and what else could wake it."""

    def __init__(self, thread):
        self.thread = weakref.ref(thread)
        self.name = thread.name
        self.ident = None
        self.gate = allocate_lock()
        self.gate.acquire()
        self.state = READY
        self.deadline = None
        self.source = None
        self.wait = None
        self.woken = False
        self.verdict = None
        self.joiners = []
        self.granted = 0
        self.taken = 0
        self.cpu_clock = None
        self.cpu_mark = 0
        self.progress_wall = 0

    def cpu_ns(self):
        """CPU time this thread has used so far."""
        return time.clock_gettime_ns(self.cpu_clock)
