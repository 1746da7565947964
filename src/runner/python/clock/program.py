"""What the clock and the tracer do around one learner's program; `seam.py` says when.

prepare()     once, while warm: imports and plans; installs every patch; forks may follow
warm_up(work) as often as one likes before `make_ready`
make_ready()  while nobody waits: resets counters, sets the seed, and starts the virtual clock
begin(...)    the program is here: chooses the clock
result()      at the very end: what SCHEMA.md describes
"""

import asyncio
import concurrent.futures.thread
import itertools
import os
import random
import signal
import sys
import threading

from . import blocked, findings, lanes, locks, numbered, output, sampling, steps, threads, view_of_io, view_of_time
from .clock import clock
from .deadlock import DeadlockWitness
from .learner_frames import LEARNER_FILE
from .ordered import OrderedSet, OrderedWeakSet
from .patches import Patches
from .realclock import RealClock
from .scheduler import scheduler
from .trace import as_json
from .tracebacks import raised_in, verdict_behind
from .tracer import tracer
from .verdicts import DayOver, Verdict

_SEED = 0


class Run:
    """One learner's program, from its first line to its result. `kind` of clock: auto or virtual (real only while it must), or real."""

    def __init__(self):
        self.kind = "virtual"
        self.verdict = None
        self.findings = findings.Findings()
        self.witness = DeadlockWitness(self.findings)


_run = None
_is_graded = False
_always_patches = Patches()
_clock_patches = Patches()
_real_patches = Patches()
_datetime = view_of_time.DatetimeView()


def prepare():
    """Everything that does not depend on the program. Call once; fork afterwards as often as you like."""
    _plan_always()
    _plan_clock()
    view_of_time.plan_real(_real_patches)
    _always_patches.install()
    _clock_patches.install()
    _datetime.install()
    numbered.install()
    os.register_at_fork(after_in_child=_become_plain_child)


def warm_up(work):
    """Does `work` as if it were a program's, so that what every lesson touches has been touched. Leaves no trace."""
    make_ready()
    begin(b"", "virtual")
    work()
    scheduler.stop()
    sampling.stop()
    signal.signal(sampling.SIGNAL, signal.SIG_DFL)
    sys.set_coroutine_origin_tracking_depth(0)
    tracer.begin(None)


def make_ready():
    """Everything of a run that does not depend on the program. It will probably want the virtual clock."""
    global _run
    _run = Run()
    clock.start()
    random.seed(_SEED)
    scheduler.start(tracer)
    scheduler.on_park = _note_park
    scheduler.on_deadlock = _run.witness
    _reset_names()
    tracer.begin(_run.findings)
    sys.set_coroutine_origin_tracking_depth(1)
    sampling.listen(_look)


def begin(source, kind):
    """Begins the run of `source`."""
    _run.findings.source = source
    _run.kind = kind
    if kind == "real":
        _take_real_clock()
    else:
        clock.begin_step(fresh_thread=True)
    sampling.start()


def begin_graded():
    """Begins with a learner's code that a judge tells what to do, and what time it is; also in its forks."""
    global _is_graded
    _is_graded = True
    clock.begin_step(fresh_thread=True)


def begin_plain():
    """From now on there is no clock and no tracer of ours."""
    _take_real_clock()
    _always_patches.uninstall()


def _note_park(strand, wait, began):
    output.flush_held()
    blocked.note_park(strand, wait, began)


def _look(number, frame):
    output.flush_held()
    blocked.sample_line(number, frame)


def _take_real_clock():
    scheduler.stop()
    _clock_patches.uninstall()
    _datetime.uninstall()
    _real_patches.install()
    clock.__class__ = RealClock
    clock.start_real()
    random.seed()


def is_of_verdict(error):
    """Whether the clock ended the program by `error`, so that there is nothing to show for it."""
    if isinstance(error, Verdict):
        _run.verdict = error
        return True
    behind = verdict_behind(error)
    if behind is None:
        return False
    _run.verdict = _run.verdict or behind
    # Else asyncio stumbled over the clean-up.
    return not raised_in(error, LEARNER_FILE)


def join_threads():
    """What the interpreter does first when a program is over; a verdict meanwhile is kept."""
    if not scheduler.active:
        return threading._shutdown()
    try:
        _join_in_turns()
    except Verdict as verdict:
        _run.verdict = verdict
    clock.charge_cpu()


def rehearse_end():
    """Touches in a warm-up what `join_threads` touches, and leaves threads possible."""
    join_threads()
    concurrent.futures.thread._shutdown = False


def is_ended_by_clock():
    """Whether the clock ended the program, or tried to."""
    return _run.verdict is not None or _run.witness.report_json is not None


def result():
    """What happened, as JSON values."""
    clock.leave_real_if_over()
    length_ns = clock.now
    is_real = _run.kind == "real"
    for record in tracer.trace.tasks:
        if record.name is None:
            record.name = record.current_name() or f"task {record.id}"
    return {
        "outcome": _outcome(),
        "clock": "real" if is_real else "virtual",
        "clockMs": round(length_ns / 1e6, 3),
        "realMs": round((length_ns if is_real else clock.real_so_far()) / 1e6, 3),
        "approximate": clock.approximate,
        "findings": _run.findings.as_json(),
        "deadlock": _run.witness.report_json,
        "timeline": as_json(tracer.trace, length_ns),
    }


def _outcome():
    if isinstance(_run.verdict, DayOver):
        return "timed-out"
    return "finished" if _run.witness.report_json is None else "deadlocked"


def _plan_always():
    steps.plan(_always_patches)
    findings.plan(_always_patches)
    lanes.plan(_always_patches)
    for module in (asyncio.tasks, asyncio.taskgroups, concurrent.futures._base, concurrent.futures.thread):
        _always_patches.add(module, "set", OrderedSet)
    loop_type = asyncio.base_events.BaseEventLoop
    real_init = loop_type.__init__

    def __init__(self):
        real_init(self)
        self._asyncgens = OrderedWeakSet()

    __init__.__qualname__ = "BaseEventLoop.__init__"
    _always_patches.add(loop_type, "__init__", __init__)


def _plan_clock():
    view_of_time.plan(_clock_patches)
    locks.plan(_clock_patches)
    threads.plan(_clock_patches)
    view_of_io.plan(_clock_patches)
    _clock_patches.add(asyncio.base_events.BaseEventLoop, "time", view_of_time.loop_time)


def _reset_names():
    """Names count from the beginning for the learner, whatever ran while warm. (Task names do: see create_task.)"""
    threading._counter = itertools.count(1).__next__
    concurrent.futures.thread.ThreadPoolExecutor._counter = itertools.count().__next__
    numbered.count_anew()


def _join_in_turns():
    for callback in reversed(threading._threading_atexits):
        callback()
    verdict = None
    for thread in threading.enumerate():
        while thread is not threading.main_thread() and not thread.daemon and thread.is_alive():
            try:
                thread.join()
            except Verdict as raised:  # it is told as well: let its clean-up run
                if verdict is not None:
                    raise
                verdict = raised
    if verdict is not None:
        raise verdict


def _become_plain_child():
    """A child the program forks has the real clock, and nobody follows it."""
    if scheduler.active and not _is_graded:
        scheduler.stop()
        _clock_patches.uninstall()
        _datetime.uninstall()
