"""A table of replaced attributes that can be put in and taken out at once: in while warm, out again for the real clock."""


class Patches:
    """Replacements by owner and name. Nothing is changed before `install`."""

    def __init__(self):
        self._entries = []

    def add(self, owner, name, replacement):
        """Plan to replace `owner.name`; returns what was there, for the replacement to call."""
        own = vars(owner).get(name, _MISSING)
        self._entries.append((owner, name, own, replacement))
        return getattr(owner, name, None)

    def install(self):
        """Put every replacement in place."""
        for owner, name, _own, replacement in self._entries:
            setattr(owner, name, replacement)

    def uninstall(self):
        """Put everything back as it was."""
        for owner, name, own, _replacement in reversed(self._entries):
            if own is _MISSING:
                if name in vars(owner):
                    delattr(owner, name)
            else:
                setattr(owner, name, own)


_MISSING = object()
