"""The learner's things, as a test uses them: called, awaited, entered and iterated as if they were here."""

import asyncio


class Remote:
    """Something that the learner's code made."""

    def __init__(self, world, number, kind):
        self._world = world
        self._packed = ["r", number]
        self._target = [number, None]
        self._kind = kind
        self._cut = None

    def __repr__(self):
        return f"<{self._kind} of the learner's>"

    def __getattr__(self, name):
        if name.startswith("_"):
            raise AttributeError(name)
        return Member(self._world, self._target[0], name)

    def __call__(self, *arguments, **named):
        values = self._world.values
        result = self._world.ask("call", self._target, values.pack(list(arguments)), values.pack(named))
        if isinstance(result, Remote):
            result._cut = self._cut
        return result

    def __await__(self):
        return _Request(self._world, self._cut).run("await", self._target).__await__()

    async def __aenter__(self):
        self._held = Hold(self._world, self._cut)
        return await self._held.enter(self._target)

    async def __aexit__(self, _kind, error, _trace):
        return await self._held.leave(error)

    def __aiter__(self):
        return _iterate(self._world, self._target, self._cut)


class Member(Remote):
    """A name in the learner's file (`number` is None then), or an attribute of something of theirs; looked up when used."""

    def __init__(self, world, number, name):
        Remote.__init__(self, world, number, name)
        self._target = [number, name]

    @property
    def _packed(self):
        return self.value()._packed

    @_packed.setter
    def _packed(self, _):
        pass

    def __getattr__(self, name):
        if name.startswith("_"):
            raise AttributeError(name)
        return getattr(self.value(), name)

    def value(self):
        """What it is now: plain data as a copy."""
        return self._world.ask("look", self._target)


class _Request:
    """Something that the learner's process does for a test, and that takes its time."""

    def __init__(self, world, cut):
        self._world = world
        self._cut = cut
        self._heard = []
        self._waiter = None
        self._body = None
        self._is_body_cancelled = False

    async def run(self, name, target):
        """Its result, once it is there."""
        self.begin(name, target)
        return self._world.open_outcome((await self.next())[1])

    def begin(self, name, target):
        """Has it begun."""
        place = None if self._cut is None else self._cut.place
        self.ask(name, target, place)

    def ask(self, name, *what):
        """Asks for it."""
        self._number = self._world.request(name, *what, listener=self._hear)

    async def next(self):
        """(kind, value) of what is heard next. Who is cancelled meanwhile cancels it, and hears what comes of that."""
        while not self._heard:
            self._waiter = self._world.loop.create_future()
            try:
                await self._waiter
            except asyncio.CancelledError:
                if self._heard:
                    raise
                self.command("cancel")
        return self._heard.pop(0)

    def command(self, name, *what):
        """Tells it something."""
        self._world.command(name, self._number, *what)

    def begin_body(self):
        """The calling task is in the body of what is held."""
        self._body = asyncio.current_task()
        self._cancel_body(self._is_body_cancelled)

    def end_body(self):
        """It is no more."""
        self._body = None

    def _cancel_body(self, is_cancelled):
        self._is_body_cancelled = is_cancelled
        if is_cancelled and self._body is not None:
            self._body.cancel()

    def _hear(self, kind, value=None):
        if kind == "cut":
            self._cut.note(self._world.now)
            self._cancel_body(value)
            return
        self._heard.append((kind, value))
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_result(None)


class Hold:
    """An `async with` whose body is here."""

    def __init__(self, world, cut):
        self._world = world
        self._request = _Request(world, cut)

    async def serve(self, answer):
        """The port at which `answer` is asked."""
        self._request.ask("serve", self._world.values.pack(answer))
        return await self.entered()

    async def enter(self, target):
        self._request.begin("hold", target)
        return await self.entered()

    async def entered(self):
        kind, value = await self._request.next()
        if kind == "entered":
            self._request.begin_body()
            return self._world.values.unpack(value)
        self._world.open_outcome(value)
        raise asyncio.CancelledError

    async def leave(self, error):
        """Whether the error is dealt with."""
        self._request.end_body()
        if isinstance(error, asyncio.CancelledError):
            self._request.command("cancel")
        elif error is None:
            self._request.command("open", ["value", None])
        else:
            self._request.command("open", ["error", self._world.values.pack(error)])
        _, outcome = await self._request.next()
        try:
            self._world.open_outcome(outcome)
        except BaseException as came:
            if came is error or (isinstance(error, asyncio.CancelledError) and isinstance(came, asyncio.CancelledError)):
                return False
            raise
        return error is not None


async def _iterate(world, target, cut):
    request = _Request(world, cut)
    request.begin("iterate", target)
    while True:
        kind, value = await request.next()
        if kind != "item":
            world.open_outcome(value)
            return
        goes_on = False
        try:
            yield world.values.unpack(value)
            goes_on = True
        finally:
            request.command("open", ["value", goes_on])
