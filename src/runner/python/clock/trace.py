"""What happened in a run, as plain records: tasks and their spans, threads, blocked bands, lanes, output. Bounded.

Times are microseconds on the program's clock. SCHEMA.md describes the JSON.
"""

MAX_TASKS = 200
MAX_SPANS = 4_000
MAX_BANDS = 500
MAX_LANES = 50
MAX_CHANGES = 1_000
MAX_OUTPUT = 2_000

BAND_MIN_NS = 20_000_000


class TaskRecord:
    """One task of the program."""

    __slots__ = (
        "id", "name", "coroutine", "parent", "line", "began", "ended", "state", "error", "steps", "spans", "task",
        "wait", "wait_line", "wait_label", "since", "due", "woken_at", "woken_by", "polls", "poll_since", "foreign",
    )  # fmt: skip

    def __init__(self, number, task, coroutine, parent, line, now):
        self.id = number
        self.task = task
        self.name = None
        self.coroutine = coroutine
        self.parent = parent
        self.line = line
        self.began = now
        self.ended = None
        self.state = "pending"
        self.error = None
        self.steps = 0
        self.spans = []
        self.wait = "ready"
        self.wait_line = None
        self.wait_label = None
        self.since = now
        self.due = None
        self.woken_at = None
        self.woken_by = None
        self.polls = 0
        self.poll_since = now
        self.foreign = False

    def current_name(self):
        """The task's name; while the task lives its own, which the program may still change."""
        task = self.task()
        return self.name if task is None else task.get_name()


class Trace:
    """All records of one run."""

    def __init__(self):
        self.tasks = []
        self.threads = {}
        self.bands = []
        self.lanes = []
        self.output = []
        self.span_count = 0
        self.change_count = 0
        self.lost = {"tasks": 0, "spans": 0, "bands": 0, "lanes": 0, "changes": 0, "output": 0}

    def add_span(self, spans, span):
        """Keep a span (kind, line, start, end, label, by)."""
        if self.span_count >= MAX_SPANS:
            self.lost["spans"] += 1
            return
        self.span_count += 1
        spans.append(span)

    def add_band(self, band):
        """Keep a stretch of time in which a loop's thread was blocked."""
        if len(self.bands) >= MAX_BANDS:
            self.lost["bands"] += 1
            return
        last = self.bands[-1] if self.bands else None
        if last is not None and last["end"] == band["start"] and last["line"] == band["line"] and last["task"] == band["task"]:
            last["end"] = band["end"]
            return
        self.bands.append(band)

    def add_change(self, changes, change):
        """Keep a change of a lane; several at one moment keep the last."""
        if changes and changes[-1][0] == change[0]:
            changes[-1] = change
        else:
            self.change_count += 1
            changes.append(change)

    def add_output(self, now, task, thread, stream, start, end):
        """Keep where printed bytes came from; what one task prints at one moment is one record."""
        if self.output:
            last = self.output[-1]
            if last[3] == stream and last[5] == start and last[1] == task and last[2] == thread and last[0] == now // 1_000:
                last[5] = end
                return
        if len(self.output) >= MAX_OUTPUT:
            self.lost["output"] += 1
            return
        self.output.append([now // 1_000, task, thread, stream, start, end])


def as_json(trace, length_ns):
    """The trace as JSON values."""
    lost = {what: count for what, count in trace.lost.items() if count}
    return {
        "version": 1,
        "length": length_ns // 1_000,
        "tasks": [_task_json(record) for record in trace.tasks],
        "threads": [{"name": name, "spans": _spans_json(spans)} for name, spans in trace.threads.items()],
        "blocked": [_band_json(band, trace.tasks) for band in trace.bands],
        "lanes": [lane.as_json() for lane in trace.lanes],
        "output": trace.output,
        "truncated": lost or None,
    }


def _task_json(record):
    return {
        "id": record.id,
        "name": record.name,
        "coroutine": record.coroutine,
        "parent": record.parent,
        "line": record.line,
        "start": record.began // 1_000,
        "end": None if record.ended is None else record.ended // 1_000,
        "state": record.state,
        "error": record.error,
        "steps": record.steps,
        "spans": _spans_json(record.spans),
    }


def _spans_json(spans):
    return [
        [kind, line, start // 1_000, end // 1_000, label if kind != "sleep" else _sleep_label(label), by]
        for kind, line, start, end, label, by in spans
    ]


def _sleep_label(delay):
    """Kept as the number while the program runs: making text takes longer than noting the span."""
    return delay if isinstance(delay, str) else f"sleep({delay:g})"


def _band_json(band, tasks):
    start, end = band["start"], band["end"]
    waiting = [
        record.id
        for record in tasks
        if record.id != band["task"]
        and any(kind == "ready" and since < end and until > start for kind, _line, since, until, _label, _by in record.spans)
    ]
    return {**band, "start": start // 1_000, "end": end // 1_000, "waiting": waiting}
