"""What the judge's objects do when the learner's code uses them."""

import asyncio


class Judge:
    """Asks over `wire`; what is awaited is settled by `settle` when the judge says so."""

    def __init__(self, wire):
        self._wire = wire
        self._waiting = {}
        self.values = None

    def call(self, number, method, arguments, named):
        """Calls it, and answers what it returns, or raises what it raises."""
        return self._outcome(self._wire.ask(["call", number, method, *self._packed(arguments, named)]))

    async def run(self, number, method, arguments, named):
        """Calls a coroutine function and waits for its end."""
        return await self._result(self._wire.ask(["run", number, method, *self._packed(arguments, named)]))

    def awaitable(self, number, form):
        """Something to await: `form` is coroutine, future, task or object."""
        if form == "future":
            return self._future(number)
        if form == "task":
            return asyncio.get_running_loop().create_task(self._attend(number))
        return self._attend(number) if form == "coroutine" else _Awaitable(lambda: self._attend(number))

    def settle(self, number, outcome):
        """What awaits `number` may go on."""
        future = self._waiting.pop(number, None)
        if future is not None and not future.done():
            future.set_result(outcome)

    def _packed(self, arguments, named):
        return self.values.pack(list(arguments)), self.values.pack(named)

    async def _attend(self, number):
        return await self._result(self._wire.ask(["attend", number]))

    async def _result(self, reply):
        """The judge's code may have something to do when it is cancelled, as any code may; only then is it over."""
        if reply[0] != "wait":
            return self._outcome(reply)
        number = reply[1]
        while True:
            future = self._waiting[number] = asyncio.get_running_loop().create_future()
            try:
                outcome = await future
            except asyncio.CancelledError:
                if future.done() and not future.cancelled():
                    raise
                self._wire.tell(["cancel", number])
                continue
            except GeneratorExit:
                self._wire.tell(["cancel", number])
                raise
            return self._outcome(outcome)

    def _future(self, number):
        future = asyncio.get_running_loop().create_future()
        settled = self._waiting[number] = asyncio.get_running_loop().create_future()

        def pass_on(_):
            if future.done():
                return
            try:
                future.set_result(self._outcome(settled.result()))
            except asyncio.CancelledError:
                future.cancel()
            except BaseException as error:
                future.set_exception(error)

        def note_cancelled(_):
            if future.cancelled() and not settled.done():
                self._wire.tell(["cancel", number])

        settled.add_done_callback(pass_on)
        future.add_done_callback(note_cancelled)
        return future

    def _outcome(self, outcome):
        kind, *rest = outcome
        if kind == "value":
            return self.values.unpack(rest[0])
        raise asyncio.CancelledError() if kind == "cancelled" else self.values.unpack(rest[0])


class _Awaitable:
    def __init__(self, begin):
        self._begin = begin

    def __await__(self):
        return self._begin().__await__()
