/** `dict` for classes that extend it: an object that keeps a plain dict, its methods in Python. */
export const dataTypes = String.raw`
class dict:
    def __init__(self, *args, **kwargs):
        self.entries_().update(*args, **kwargs)

    def entries_(self):
        if "made_entries_" not in self.__dict__:
            self.made_entries_ = {}
        return self.made_entries_

    def __getitem__(self, key):
        entries = self.entries_()
        if key not in entries and hasattr(type(self), "__missing__"):
            return self.__missing__(key)
        return entries[key]

    def __setitem__(self, key, value):
        self.entries_()[key] = value

    def __delitem__(self, key):
        del self.entries_()[key]

    def __contains__(self, key):
        return key in self.entries_()

    def __iter__(self):
        return self.entries_()

    def __len__(self):
        return len(self.entries_())

    def __eq__(self, other):
        return self.entries_() == (other.entries_() if hasattr(other, "entries_") else other)

    def get(self, key, default=None):
        return self.entries_().get(key, default)

    def keys(self):
        return self.entries_().keys()

    def values(self):
        return self.entries_().values()

    def items(self):
        return self.entries_().items()

    def update(self, *args, **kwargs):
        self.entries_().update(*args, **kwargs)

    def setdefault(self, key, default=None):
        return self.entries_().setdefault(key, default)

    def pop(self, *args):
        return self.entries_().pop(*args)

    def clear(self):
        self.entries_().clear()

    def copy(self):
        return self.entries_().copy()
`;
