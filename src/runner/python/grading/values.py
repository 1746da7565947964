"""How values cross the line; `graded/values.py` describes it. This side knows which object of a test each number means."""

import asyncio
import builtins
import functools
import inspect

from .wire import Fault

_PLAIN = (type(None), bool, int, float, str)
_DATA = {"l": list, "t": tuple, "s": set, "f": frozenset}
_SPECIAL = (
    "__call__ __aenter__ __aexit__ __enter__ __exit__ __aiter__ __anext__ __iter__ __next__ __len__ __getitem__ __contains__"
).split()


class Values:
    """Of one process of the learner's."""

    def __init__(self, make_remote, on_error, on_future):
        self._make_remote = make_remote
        self._on_error = on_error
        self._on_future = on_future
        self._objects = {}
        self._number_of = {}
        self._remotes = {}
        self._errors = {}
        self._types = {}

    # to the learner's process ---------------------------------------------------------------------------------------

    def pack(self, value):
        """`value` as the learner's process reads it."""
        kind = type(value)
        if kind in _PLAIN:
            return value
        if kind is bytes:
            return ["b", value.hex()]
        if kind is dict:
            return ["d", *([self.pack(key), self.pack(one)] for key, one in value.items())]
        for letter, data in _DATA.items():
            if kind is data:
                return [letter, *map(self.pack, value)]
        return self._pack_object(value)

    def object(self, number):
        """What a test made and the line calls `number`."""
        try:
            return self._objects[number]
        except (KeyError, TypeError) as error:
            raise Fault("a number that means nothing") from error

    def _pack_object(self, value):
        packed = getattr(value, "_packed", None)
        if packed is not None:
            return packed
        if isinstance(value, BaseException):
            return self._pack_exception(value)
        if isinstance(value, type) and issubclass(value, BaseException):
            return self._pack_exception_class(value)
        if isinstance(value, functools.partial):
            return ["p", self.pack(value.func), self.pack(list(value.args)), self.pack(dict(value.keywords))]
        form = _form_of(value)
        if form is not None:
            number, is_new = self._number(value)
            if form == "future" and is_new:
                self._on_future(number, value)
            return ["w", number, form]
        number, is_new = self._number(value)
        return ["o", number, _describe(value)] if is_new else ["o", number]

    def _pack_exception(self, error):
        number, is_new = self._number(error)
        if not is_new:
            return ["e", number, None, []]
        arguments = error.args if not isinstance(error, BaseExceptionGroup) else (error.message, list(error.exceptions))
        return ["e", number, self._pack_exception_class(type(error)), [self.pack(one) for one in arguments]]

    def _pack_exception_class(self, kind):
        if getattr(builtins, kind.__name__, None) is kind:
            return ["T", f"builtins.{kind.__name__}"]
        if getattr(asyncio, kind.__name__, None) is kind:
            return ["T", f"asyncio.{kind.__name__}"]
        return ["c", self._number(kind)[0], kind.__name__, [self._pack_exception_class(base) for base in kind.__bases__]]

    def _number(self, value):
        """And whether it is new."""
        number = self._number_of.get(id(value))
        if number is not None:
            return number, False
        number = self._number_of[id(value)] = len(self._objects) + 1
        self._objects[number] = value
        return number, True

    # from the learner's process -------------------------------------------------------------------------------------

    def unpack(self, packed):
        """What the learner's process means by `packed`."""
        try:
            return self._unpacked(packed)
        except (KeyError, TypeError, ValueError, IndexError, AttributeError, RecursionError) as error:
            raise Fault("a value that is none") from error

    def _unpacked(self, packed):
        if type(packed) is not list:
            if type(packed) not in _PLAIN:
                raise Fault("a value that is none")
            return packed
        letter, *rest = packed
        if letter in _DATA:
            return _DATA[letter](map(self._unpacked, rest))
        if letter == "d":
            return {self._unpacked(key): self._unpacked(value) for key, value in rest}
        if letter == "b":
            return bytes.fromhex(rest[0])
        if letter == "o":
            return self.object(rest[0])
        if letter == "x":
            return self._unpack_exception(*rest)
        if letter != "r":
            raise Fault("a value of no kind")
        number, name = rest
        if number not in self._remotes:
            self._remotes[number] = self._make_remote(number, str(name))
        return self._remotes[number]

    def unpack_error(self, packed):
        """An exception; a test may have made it."""
        error = self.unpack(packed)
        if not isinstance(error, BaseException):
            raise Fault("an exception that is none")
        self._on_error(error)
        return error

    def _unpack_exception(self, number, names, arguments, message, members):
        if number not in self._errors:
            kind = self._type_of(tuple(names))
            parts = None if members is None else [self._unpacked(one) for one in members]
            error = self._errors[number] = _made(kind, parts, (arguments, str(message)))
            error._packed = ["r", number]
        return self._errors[number]

    def _type_of(self, names):
        if names not in self._types:
            nearest = next(filter(None, map(_python_type, names)))
            own = names[0].rpartition(".")[2]
            self._types[names] = nearest if _python_type(names[0]) else type(own, (nearest,), {})
        return self._types[names]


def _made(kind, members, told):
    arguments, message = told
    if members is not None:
        return BaseExceptionGroup(message, members)
    try:
        return kind(*arguments)
    except Exception:
        return kind.__new__(kind)


def _python_type(name):
    module, _, own = name.partition(".")
    place = {"builtins": builtins, "asyncio": asyncio, "asyncio.exceptions": asyncio}.get(name.rpartition(".")[0])
    kind = None if place is None else getattr(place, name.rpartition(".")[2], None)
    return kind if isinstance(kind, type) and issubclass(kind, BaseException) else None


def _form_of(value):
    """How it can be awaited; None where it cannot, or is more than that."""
    if inspect.iscoroutine(value):
        return "coroutine"
    if isinstance(value, asyncio.Task):
        return "task"
    if asyncio.isfuture(value):
        return "future"
    return "object" if hasattr(type(value), "__await__") else None


def _describe(value):
    name = getattr(value, "__name__", type(value).__name__)
    if inspect.isroutine(value) or isinstance(value, type):
        return [_kind_of(value), name, []]
    kind = type(value)
    names = [one for one in dir(kind) if not one.startswith("_") or one in _SPECIAL]
    methods = [[one, _kind_of(getattr(value, one))] for one in names if callable(getattr(kind, one, None))]
    return ["object", kind.__name__, methods]


def _kind_of(function):
    if inspect.iscoroutinefunction(function):
        return "coroutine"
    return "generator" if inspect.isasyncgenfunction(function) else "plain"
