"""Where the clock and the tracer are put in: before the fork, and around the program that asks for them."""


def prepare():
    """In the zygote, once."""


def begin(job):
    """In the sandbox, before the program's first line. `job` is what the bot sent beside the text."""


def end():
    """In the sandbox, when the program and its threads are over and its output has been flushed."""
