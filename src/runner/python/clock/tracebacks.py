"""Errors that come of the runner's ending a program."""

from .verdicts import Verdict


def verdict_behind(error):
    """The verdict while whose clean-up `error` was raised, or None; forgets the verdict, which is not to be seen."""
    found = None
    while error is not None:
        if isinstance(error.__context__, Verdict):
            found, error.__context__ = error.__context__, None
        error = error.__context__
    return found


def raised_in(error, filename):
    """Whether the innermost frame of `error` is in `filename`."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return trace is not None and trace.tb_frame.f_code.co_filename == filename
