"""
Futures and tasks are hashed by a number instead of their address, so that a set of them has the same order in every run.
Sets of a learner's own objects stay as they are.
"""

import asyncio
import concurrent.futures
import ctypes
import itertools

_FLAGS_AT = 168
_IMMUTABLE = 1 << 8
_next_number = itertools.count(1).__next__


def install():
    """Once, while warm."""
    concurrent.futures.Future.__hash__ = _hash_of(concurrent.futures.Future)
    # asyncio's are made in C; a Python that lays its types out differently keeps its own order.
    flags = ctypes.c_ulong.from_address(id(asyncio.Future) + _FLAGS_AT)
    if flags.value != asyncio.Future.__flags__:
        return
    flags.value &= ~_IMMUTABLE
    asyncio.Future.__hash__ = _hash_of(asyncio.Future)
    flags.value |= _IMMUTABLE


def count_anew():
    """The next one is the first."""
    global _next_number
    _next_number = itertools.count(1).__next__


def _hash_of(kind):
    def __hash__(self):
        # Asked for the first time when asyncio puts it into its own set.
        try:
            return self._studyloop_number
        except AttributeError:
            self._studyloop_number = number = _next_number()
            return number

    __hash__.__qualname__ = f"{kind.__qualname__}.__hash__"
    __hash__.__module__ = kind.__module__
    return __hash__
