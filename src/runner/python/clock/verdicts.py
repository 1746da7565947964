"""How the runner ends a program that cannot end itself.

Both are `SystemExit`: `finally` blocks run, `except Exception` does not stop them, asyncio and threads let them through
without printing, and asyncio.run cancels what is left on the way out, as on Ctrl-C.
"""


class Verdict(SystemExit):
    """The program is over; the result says why."""


class Deadlock(Verdict):
    """Nothing can ever wake the program."""


class DayOver(Verdict):
    """The program slept past the end of its virtual day."""
