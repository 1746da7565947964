"""
How values cross the line, as JSON: plain data as copies, everything else by a number on the side that made it.

  ["l"|"t"|"s"|"f"|"d"|"b", …]   list, tuple, set, frozenset, dict (pairs), bytes (hex)
  ["r", id, type]                 something of the learner's
  ["o", id, description?]         something of the judge's; described the first time
  ["e", id, class, arguments]     an exception that the judge made
  ["c", id, name, bases]          a class of exceptions that the judge made; ["T", name] one of Python's
  ["p", function, arguments, …]   functools.partial of something of the judge's
  ["w", id, form]                 something of the judge's that can be awaited
  ["x", id, types, arguments, message, members]
                                  an exception of the learner's: names of its types, the nearest first
"""

import asyncio
import builtins
import functools

from .stand_ins import stand_in_for

_MOST_DEEP = 40
_PLAIN = (type(None), bool, int, float, str)
_MOST_LETTERS = 500
_MODULES = {"builtins": builtins, "asyncio": asyncio}


class Values:
    """Keeps what has crossed in either direction, so that it comes back as the same object."""

    def __init__(self, judge):
        self._judge = judge
        self._ours = {}
        self._theirs = {}
        self._number_of = {}
        self._made_by_judge = {}

    # to the judge ---------------------------------------------------------------------------------------------------

    def pack(self, value, depth=0):
        """`value` as the judge reads it."""
        kind = type(value)
        if kind in _PLAIN:
            return value
        if id(value) in self._made_by_judge:
            return ["o", self._made_by_judge[id(value)]]
        if isinstance(value, BaseException):
            return self._pack_exception(value)
        if depth < _MOST_DEEP:
            packed = self._pack_data(value, depth + 1)
            if packed is not None:
                return packed
        return ["r", self._keep(value), kind.__name__]

    def _pack_data(self, value, depth):
        if isinstance(value, dict):
            return ["d", *([self.pack(key, depth), self.pack(one, depth)] for key, one in dict.items(value))]
        if isinstance(value, (bytes, bytearray)):
            return ["b", bytes(value).hex()]
        for letter, kind in (("l", list), ("t", tuple), ("s", set), ("f", frozenset)):
            if isinstance(value, kind):
                return [letter, *(self.pack(one, depth) for one in kind.__iter__(value))]
        for kind in (bool, int, float, str):
            if isinstance(value, kind):
                return kind(value)
        return None

    def _pack_exception(self, error):
        names = [f"{kind.__module__}.{kind.__qualname__}" for kind in type(error).__mro__]
        message = _message_of(error)
        arguments = [one if type(one) in _PLAIN else repr(type(one)) for one in error.args[:10]]
        members = [self.pack(one) for one in error.exceptions] if isinstance(error, BaseExceptionGroup) else None
        return ["x", self._keep(error), names, arguments, message, members]

    def _keep(self, value):
        number = self._number_of.get(id(value))
        if number is None:
            number = self._number_of[id(value)] = len(self._ours) + 1
            self._ours[number] = value
        return number

    # from the judge -------------------------------------------------------------------------------------------------

    def unpack(self, packed):
        """What the judge means by `packed`."""
        if type(packed) is not list:
            return packed
        return getattr(self, f"_unpack_{packed[0]}")(*packed[1:])

    def learners(self, number):
        """What the learner's code made and the judge calls `number`."""
        return self._ours[number]

    def _unpack_l(self, *items):
        return [self.unpack(one) for one in items]

    def _unpack_t(self, *items):
        return tuple(self._unpack_l(*items))

    def _unpack_s(self, *items):
        return set(self._unpack_l(*items))

    def _unpack_f(self, *items):
        return frozenset(self._unpack_l(*items))

    def _unpack_d(self, *pairs):
        return {self.unpack(key): self.unpack(value) for key, value in pairs}

    def _unpack_b(self, digits):
        return bytes.fromhex(digits)

    def _unpack_r(self, number):
        return self.learners(number)

    def _unpack_T(self, name):
        module, _, kind = name.partition(".")
        return getattr(_MODULES[module], kind)

    def _unpack_c(self, number, name, bases):
        return self._once(number, lambda: type(name, tuple(map(self.unpack, bases)), {"__module__": "__main__"}))

    def _unpack_e(self, number, kind, arguments):
        return self._once(number, lambda: self.unpack(kind)(*map(self.unpack, arguments)))

    def _unpack_p(self, function, arguments, named):
        return functools.partial(self.unpack(function), *self.unpack(arguments), **self.unpack(named))

    def _unpack_w(self, number, form):
        return self._judge.awaitable(number, form)

    def _unpack_o(self, number, description=None):
        return self._once(number, lambda: stand_in_for(self._judge, number, description))

    def _once(self, number, make):
        if number not in self._theirs:
            made = self._theirs[number] = make()
            self._made_by_judge[id(made)] = number
        return self._theirs[number]


def _message_of(error):
    try:
        return str(error)[:_MOST_LETTERS]
    except BaseException:
        return ""
