"""The program's clock: nanoseconds since the program began. It jumps instead of waiting.

Rules (why each exists):
- every reading adds 1 ns, so equal sleeps keep the order in which they were started;
- CPU work is free below 20 ms a step, so that light code prints the same times on every machine, and is charged in full
  above, so that heavy code still shows;
- many turns in a row without any wait cost a little each, or a loop that polls would stop time for ever;
- while a child process or a real timer lives, the clock follows real time, because nothing else can say when it ends.
"""

import os
import signal
import time

real_sleep = time.sleep
real_perf_ns = time.perf_counter_ns
real_thread_cpu_ns = time.thread_time_ns

MS = 1_000_000
SECOND = 1_000 * MS
FREE_CPU_NS = 20 * MS
VIRTUAL_DAY_NS = 86_400 * SECOND
MONOTONIC_BASE_NS = 1_000 * SECOND
EPOCH_NS = 1_767_258_000 * SECOND
"""What `time.time_ns()` says at zero, 2026-01-01 09:00:00 UTC: a fixed date, so that a program that prints the time prints the same time tomorrow."""

_CPU_SAMPLE_AGE_NS = 4 * MS
_FREE_TURNS = 1_000
_TURN_NS = 5_000


class Clock:
    """One program's time. `now` is nanoseconds since it began."""

    def __init__(self):
        self.start()

    def start(self):
        """Set the clock to zero."""
        self.now = 0
        self.follows_real = False
        self.real_ns = 0
        self.cpu_charged_ns = 0
        self.approximate = []
        self.busy_turns = 0
        self._children = False
        self.begin_step(fresh_thread=True)

    def read(self):
        """What the program sees: nanoseconds since its begin, one more at every reading."""
        if self.follows_real:
            self.leave_real_if_over()
        elif real_perf_ns() > self.next_check:
            self.charge_cpu()
        self.now += 1
        return self.now

    def guess(self, why):
        """Note that a result depends on something that could not be known exactly."""
        if why not in self.approximate:
            self.approximate.append(why)

    # CPU work ---------------------------------------------------------------------------------------------------

    def begin_step(self, fresh_thread=False):
        """A wait is over, or a callback is done: what follows is a new step of CPU work.

        The CPU clock costs a system call, so its last sample is reused while it is young; another thread needs its own.
        """
        wall = real_perf_ns()
        if fresh_thread or wall > self.young_until:
            self._sample_cpu = real_thread_cpu_ns()
            self.young_until = wall + _CPU_SAMPLE_AGE_NS
        self.next_check = wall + FREE_CPU_NS
        self._step_charged = 0

    def end_step(self, wall):
        """A callback ended at `wall`, and the last CPU sample is not young any more: charge, then begin the next step."""
        if self.follows_real:
            self.leave_real_if_over()
        elif wall > self.next_check:
            self.charge_cpu()
        self.begin_step()

    def charge_cpu(self):
        """Add this step's CPU time to the clock if it is more than the free 20 ms. Returns the nanoseconds added."""
        wall = real_perf_ns()
        if wall <= self.next_check or self.follows_real:
            return 0
        self.next_check = wall + MS
        used = real_thread_cpu_ns() - self._sample_cpu
        if used <= FREE_CPU_NS:
            return 0
        added = used - self._step_charged
        self._step_charged = used
        self.add_cpu(added)
        return added

    def add_cpu(self, ns):
        """Move the clock by measured CPU time, which differs a little from run to run."""
        self.now += ns
        self.cpu_charged_ns += ns
        self.guess("cpu")

    def charge_other(self, used):
        """Add the CPU time another thread used in its turn, beyond what it was charged for already."""
        if not self.follows_real and used > self._step_charged:
            self.add_cpu(used - self._step_charged)
            self._step_charged = used

    def took_turn(self):
        """A turn that did not wait. The first thousand in a row are free."""
        self.busy_turns += 1
        if self.busy_turns > _FREE_TURNS and not self.follows_real:
            self.now += _TURN_NS

    def jump_to(self, deadline):
        """Waiting is over at `deadline`: be there."""
        self.busy_turns = 0
        if deadline > self.now:
            self.now = deadline

    # real time --------------------------------------------------------------------------------------------------

    def must_follow_real(self):
        """A child process or a real timer was started: follow real time until `can_leave_real` says it is over."""
        if not self.follows_real:
            self.follows_real = True
            self._anchor_now = self.now
            self._anchor_wall = real_perf_ns()

    def must_follow_children(self):
        """Whether there are children after all, started in a way that nobody saw: then follow real time."""
        if _has_children():
            self.must_follow_real()
        return self.follows_real

    def follow_real(self):
        """Bring the clock up to real time."""
        real = self._anchor_now + real_perf_ns() - self._anchor_wall
        if real > self.now:
            self.now = real

    def real_so_far(self):
        """Nanoseconds of the run that have followed real time."""
        return self.real_ns + (self.now - self._anchor_now if self.follows_real else 0)

    def leave_real_if_over(self):
        """Stop following real time once no child process and no timer is left. Returns True while it must go on."""
        if not self.follows_real:
            return False
        self.follow_real()
        if _has_children() or signal.getitimer(signal.ITIMER_REAL)[0] > 0:
            return True
        self.real_ns += self.now - self._anchor_now
        self.follows_real = False
        self.begin_step(fresh_thread=True)
        return False


def _has_children():
    """Whether this process has children, running or not yet waited for: a fact, whoever started them and however."""
    try:
        os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT)
        return True
    except ChildProcessError:
        return False


clock = Clock()
