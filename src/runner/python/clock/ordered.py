"""Sets that iterate in insertion order.

asyncio keeps tasks in sets, and the order of a set of objects depends on memory addresses: `for task in done` may differ
from run to run. Inside asyncio the name `set` is given to this class, so that the same program prints the same bytes.
"""

import weakref


class OrderedSet(set):
    """A set in insertion order. It prints, compares and mixes with others as a plain set does."""

    __slots__ = ("_order",)

    def __init__(self, items=()):
        self._order = dict.fromkeys(items)
        set.__init__(self, self._order)

    def __iter__(self):
        return iter(list(self._order))

    def __repr__(self):
        return "{" + ", ".join(map(repr, self._order)) + "}" if self._order else "set()"

    def __reduce__(self):
        return set, (list(self._order),)

    def add(self, item):
        set.add(self, item)
        self._order[item] = None

    def discard(self, item):
        set.discard(self, item)
        self._order.pop(item, None)

    def remove(self, item):
        set.remove(self, item)
        del self._order[item]

    def pop(self):
        if not self._order:
            raise KeyError("pop from an empty set")
        first = next(iter(self._order))
        self.remove(first)
        return first

    def clear(self):
        set.clear(self)
        self._order.clear()

    def copy(self):
        return OrderedSet(self._order)

    def update(self, *others):
        for other in others:
            for item in other:
                self.add(item)

    def difference_update(self, *others):
        for other in others:
            for item in list(other):
                self.discard(item)

    def union(self, *others):
        result = self.copy()
        result.update(*others)
        return result

    def difference(self, *others):
        result = self.copy()
        result.difference_update(*others)
        return result

    def intersection(self, *others):
        return OrderedSet(item for item in self._order if all(item in other for other in others))

    def intersection_update(self, *others):
        self.difference_update(self.difference(self.intersection(*others)))

    def symmetric_difference(self, other):
        other = OrderedSet(other)
        return self.difference(other).union(other.difference(self))

    def symmetric_difference_update(self, other):
        kept = self.symmetric_difference(other)
        self.clear()
        self.update(kept)

    def __or__(self, other):
        return self.union(other) if _is_set(other) else NotImplemented

    def __sub__(self, other):
        return self.difference(other) if _is_set(other) else NotImplemented

    def __and__(self, other):
        return self.intersection(other) if _is_set(other) else NotImplemented

    def __xor__(self, other):
        return self.symmetric_difference(other) if _is_set(other) else NotImplemented

    def __ior__(self, other):
        self.update(other)
        return self

    def __isub__(self, other):
        self.difference_update(other)
        return self

    def __iand__(self, other):
        self.intersection_update(other)
        return self

    def __ixor__(self, other):
        self.symmetric_difference_update(other)
        return self


OrderedSet.__name__ = OrderedSet.__qualname__ = "set"
OrderedSet.__module__ = "builtins"


class OrderedWeakSet:
    """The part of `weakref.WeakSet` that an event loop uses for its async generators, in insertion order."""

    def __init__(self):
        self._refs = {}

    def add(self, item):
        key = id(item)
        self._refs[key] = weakref.ref(item, lambda _, refs=self._refs: refs.pop(key, None))

    def discard(self, item):
        self._refs.pop(id(item), None)

    def clear(self):
        self._refs.clear()

    def __len__(self):
        return len(self._refs)

    def __iter__(self):
        return iter([item for ref in list(self._refs.values()) if (item := ref()) is not None])


def _is_set(value):
    return isinstance(value, (set, frozenset))
