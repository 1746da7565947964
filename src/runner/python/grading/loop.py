"""An event loop on a world's time."""

import asyncio
import selectors

_DIGITS = 6


class Loop(asyncio.SelectorEventLoop):
    """Whole microseconds; it never waits, but lets `world` go on."""

    def __init__(self, world):
        self._world = world
        asyncio.SelectorEventLoop.__init__(self, _Selector(world))

    def time(self):
        return self._world.now

    def call_at(self, when, callback, *arguments, context=None):
        return asyncio.SelectorEventLoop.call_at(self, round(when, _DIGITS), callback, *arguments, context=context)


class _Selector(selectors.SelectSelector):
    def __init__(self, world):
        selectors.SelectSelector.__init__(self)
        self._world = world

    def select(self, timeout=None):
        if timeout is None or timeout > 0:
            self._world.go_on(timeout)
        return []
