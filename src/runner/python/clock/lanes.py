"""Who holds a lock, how many permits of a semaphore are free, how deep a queue is: asyncio's own attributes, watched.

`Lock._locked` and `Semaphore._value` become properties, so that taking a lock costs no extra frame and no extra await.
"""

from asyncio import locks, queues
from operator import attrgetter

from .clock import clock
from .learner_frames import caller, learner_frame, name_in_source
from .trace import MAX_CHANGES, MAX_LANES
from .tracer import tracer


class Lane:
    """The life of one lock, semaphore or queue: its changes as [time, value, holder]."""

    def __init__(self, kind, name, line):
        self.kind = kind
        self.name = name
        self.line = line
        self.changes = []

    def as_json(self):
        """Plain values, times in microseconds."""
        return {"kind": self.kind, "name": self.name, "line": self.line, "changes": self.changes}


def plan(patches):
    """Plan the watched attributes."""
    patches.add(locks.Lock, "_locked", property(attrgetter("_is_locked"), _set_locked))
    patches.add(locks.Semaphore, "_value", property(attrgetter("_permits"), _set_value))
    for kind in (queues.Queue, queues.PriorityQueue, queues.LifoQueue):
        for name in ("_put", "_get"):
            _plan_queue(patches, kind, name)


def lock_holder(lock):
    """The record of the task that holds an asyncio lock; None when it is free or was taken outside any task."""
    return vars(lock).get("_holder") if lock._locked else None


def permit_holders(semaphore):
    """The records of the tasks that hold permits, or None when that is not known for certain."""
    holders = vars(semaphore).get("_holders", {})
    return None if holders is None else [record for record, count in holders.items() if count > 0]


def _set_locked(lock, locked):
    members = lock.__dict__
    before = members.get("_is_locked")
    members["_is_locked"] = locked
    if before is not None:
        holder = members["_holder"] = tracer.actor if locked else None
        _note(lock, "lock", int(locked), holder)


def _set_value(semaphore, value):
    members = semaphore.__dict__
    before = members.get("_permits")
    members["_permits"] = value
    if before is None:
        members["_holders"] = {}
        return
    holders, actor = members["_holders"], tracer.actor
    if holders is not None:
        taker = actor
        frame = caller() if value < before else None
        if frame is not None and frame.f_code is _WAKE_UP_NEXT:
            taker = _handed_to(frame.f_locals["fut"])
        count = 0 if taker is None else holders.get(taker, 0) + (1 if value < before else -1)
        if taker is None or count < 0:
            members["_holders"] = None  # taken here, given back there: who holds what is no longer a fact
        else:
            holders[taker] = count
    _note(semaphore, "semaphore", value, actor)


_WAKE_UP_NEXT = locks.Semaphore._wake_up_next.__code__


def _handed_to(future):
    """`release` gives the permit straight to the first waiter: the record of the task that waits for `future`."""
    for callback, _context in future._callbacks or ():
        record = getattr(getattr(callback, "__self__", None), "_studyloop_record", None)
        if record is not None:
            return record
    return None


def _plan_queue(patches, kind, name):
    real = vars(kind)[name]

    def change(self, *item):
        result = real(self, *item)
        _note(self, "queue", len(self._queue), tracer.actor)
        return result

    change.__name__, change.__qualname__ = name, f"{kind.__name__}.{name}"
    patches.add(kind, name, change)


def _note(subject, kind, value, holder):
    trace = tracer.trace
    if trace.change_count >= MAX_CHANGES:
        trace.lost["changes"] += 1
        return
    lane = subject.__dict__.get("_lane")
    if lane is None:
        if tracer.findings is None:
            return
        if len(trace.lanes) >= MAX_LANES:
            trace.lost["lanes"] += 1
            subject.__dict__["_lane"] = _IGNORED
            return
        frame = learner_frame(caller())
        lane = Lane(kind, name_in_source(frame, subject), None if frame is None else frame.f_lineno)
        subject.__dict__["_lane"] = lane
        trace.lanes.append(lane)
    elif lane is _IGNORED:
        return
    trace.add_change(lane.changes, [clock.now // 1_000, value, None if holder is None else holder.id])


_IGNORED = Lane("ignored", None, None)
