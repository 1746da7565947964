"""Objects that stand in here for objects of the judge's: what is called of them is done there."""


def stand_in_for(judge, number, description):
    """`description`: [kind, name, [[method, kind], …]]."""
    kind, name, methods = description
    if kind == "object":
        return _make_object(judge, number, (name, methods))
    function = _MAKERS[kind](judge, number, None)
    function.__name__ = function.__qualname__ = name
    return function


def _make_object(judge, number, named):
    name, methods = named
    members = {}
    for method, kind in methods:
        function = _MAKERS[kind](judge, number, method)
        function.__name__, function.__qualname__ = method, f"{name}.{method}"
        members[method] = _bound_later(function)

    def __getattr__(self, attribute):
        if attribute.startswith("__"):
            raise AttributeError(f"{name!r} object has no attribute {attribute!r}")
        return judge.call(number, "__getattribute__", (attribute,), {})

    return type(name, (), {**members, "__getattr__": __getattr__, "__module__": "__main__"})()


class _bound_later:
    """A method whose function does not want `self`: the judge knows whose it is."""

    def __init__(self, function):
        self._function = function

    def __get__(self, _instance, _owner=None):
        return self._function


def _coroutine_function(judge, number, method):
    async def function(*arguments, **named):
        return await judge.run(number, method, arguments, named)

    return function


def _generator_function(judge, number, method):
    async def function(*arguments, **named):
        async for value in judge.call(number, method, arguments, named):
            yield value

    return function


def _plain_function(judge, number, method):
    def function(*arguments, **named):
        return judge.call(number, method, arguments, named)

    return function


_MAKERS = {"coroutine": _coroutine_function, "generator": _generator_function, "plain": _plain_function}
