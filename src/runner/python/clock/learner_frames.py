"""The learner's own frames: finding them in a stack, and what their variables are called."""

import sys

LEARNER_FILE = "main.py"


def caller():
    """The frame that called into this package, whose own are hidden; None where nothing is below it."""
    try:
        # 0 would be our own, hidden or not.
        return sys._getframe(1)
    except ValueError:
        return None


def learner_frame(frame):
    """The innermost frame of the learner's program at or above `frame`."""
    while frame is not None and frame.f_code.co_filename != LEARNER_FILE:
        frame = frame.f_back
    return frame


def name_in_source(frame, target):
    """How the source calls `target` in `frame`: a variable, or an attribute of one. None when no name leads there."""
    if frame is None:
        return None
    for names in (frame.f_locals, frame.f_globals):
        for name, value in list(names.items()):
            if value is target and not name.startswith("__"):
                return name
    for name, value in list(frame.f_locals.items()):
        members = getattr(value, "__dict__", None)
        if type(members) is dict:
            for member, inner in members.items():
                if inner is target:
                    return f"{name}.{member}"
    return None
