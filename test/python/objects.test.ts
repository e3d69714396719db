import { expect, it } from "vitest";
import { createInterpreter } from "../../src/python/index.js";
import { answersOfPython } from "./cpython.js";
import { memoryHost, shownOf } from "./memory-host.js";

it.each([
  [
    "a dict that makes what it lacks",
    `from collections import defaultdict
d = defaultdict(list, a=[1])
d["a"].append(2)
d["b"].append(3)
n = defaultdict(lambda: defaultdict(int))
n["a"]["b"] += 1
try:
    plain = defaultdict(None)["a"]
except KeyError:
    plain = "missing"
x = [d, n, plain, "c" in d, d.get("c")]`,
  ],
  [
    "a dict of what maps keys to values",
    `class Table:
    def __init__(self, **rows):
        self.rows = rows
    def keys(self):
        return self.rows.keys()
    def __getitem__(self, key):
        return self.rows[key] + 1
class Kept(dict):
    pass
x = [dict(Table(a=1, b=2)), dict(Kept(c=3), d=4)]`,
  ],
  [
    "a class whose metaclass answers for what it lacks",
    `class Base:
    def give(self):
        return "given"
    kind = "base"
class Standing(type):
    def __getattr__(cls, name):
        return getattr(cls._stands_for, name)
class Proxy(metaclass=Standing):
    """Stands for another."""
    _stands_for = Base
    own = 1
x = [hasattr(Proxy, "kind"), hasattr(Base, "nothing"), Proxy.kind, Proxy.own, Proxy.give.__name__, Proxy.__doc__.strip("."), 1 << 4, 256 >> 2, 6 & 3, 6 | 1, 6 ^ 2]`,
  ],
  [
    "a class that has one object",
    `class One:
    _one = None
    def __new__(cls):
        cls._one = cls._one or super().__new__(cls)
        return cls._one
x = [One() is One(), isinstance(One(), One)]`,
  ],
  [
    "the parts of a version",
    `import sys
x = [sys.version_info.major, sys.version_info >= (3, 8), sys.version_info[0]]`,
  ],
  [
    "a class that extends dict",
    `class Registry(dict):
    def __getitem__(self, key):
        try:
            return super().__getitem__(key)
        except KeyError:
            return "none of " + key
    def __setitem__(self, key, value):
        raise TypeError("closed")
r = Registry({"a": 1}, b=2)
r.setdefault("c", {})["d"] = 3
try:
    r["e"] = 4
    closed = False
except TypeError:
    closed = True
x = [r["a"], r["z"], r["c"], closed, "b" in r, sorted(r), [k for k in r], len(r), list(r.items()),
     isinstance(r, dict), issubclass(Registry, dict), isinstance(r, list), r == {"a": 1}, bool(Registry()),
     "a" not in r, "z" not in r, r != {"a": 1}, r != {}, dict.get(r, "b"), dict.__getitem__(r, "a"), sorted(dict.keys({"f": 5})), hasattr(dict, "nothing")]`,
  ],
  [
    "the module that the body of a class knows",
    `class A: pass
x = [A.__dict__["__module__"] == A.__module__]`,
  ],
  [
    "what a dict's class does about what it lacks",
    `class Counts(dict):
    def __init__(self):
        pass
    def __missing__(self, key):
        self[key] = key * 2
        return self[key]
c = Counts()
c["a"]
x = [c["b"], list(c), c.get("z")]`,
  ],
  [
    "an object that answers for the class it is read from",
    `class ofclass:
    def __init__(self, method):
        self.method = method
    def __get__(self, instance, cls=None):
        return self.method(cls)
class A:
    @ofclass
    def name(cls):
        return cls.__name__.lower()
class B(A): pass
x = [A.name, B.name, B().name]`,
  ],
  [
    "a class whose metaclass answers for what it lacks",
    `class Real:
    @classmethod
    def tag(cls):
        return cls.__name__
class Meta(type):
    def __getattr__(cls, name):
        return getattr(cls._real, name)
class Proxy(metaclass=Meta):
    _real = Real
x = [Proxy.tag(), Proxy._real is Real]`,
  ],
  [
    "a class whose metaclass gives its body something to begin with",
    `class Meta(type):
    @classmethod
    def __prepare__(cls, name, bases):
        return {**type.__prepare__(name, bases), "kind": name.lower(), **super().__prepare__(name, bases), "known": ["a"]}
class Base(metaclass=Meta):
    known += ["b"]
class Heir(Base): pass
x = [Base.kind, Base.known, Heir.kind, Heir.known]`,
  ],
  [
    "a class whose objects answer for what it lacks",
    `class A:
    kind = "a"
    def __getattr__(self, name): return 1
    def __getattribute__(self, name): return super().__getattribute__(name)
class Options:
    def __getattr__(self, name):
        if name == "page": return 1
        raise AttributeError(name)
x = [A.kind, hasattr(A, "nothing"), getattr(A, "nothing", 2), getattr(Options(), "size", 3), getattr(Options(), "page", 3)]`,
  ],
  [
    "the parts of Python's version by their names",
    `import sys
x = [sys.version_info.major, sys.version_info[0], sys.version_info >= (3, 8)]`,
  ],
  [
    "a function with a cache",
    `from functools import lru_cache, cache
@lru_cache(maxsize=None)
def a(): return 1
@cache
def b(): return 2
clear = a.cache_clear
b.cache_clear()
x = [a(), b()]`,
  ],
  [
    "members of enumerations, looked up and named in a call",
    `import enum
class Place(enum.StrEnum):
    HOME = "home"
    WORK = "work"
Kind = enum.Enum("Kind", ["ONE", "TWO"])
x = [Place(Place.HOME) is Place.HOME, Place("work") is Place.WORK, Place.HOME != Place.WORK, Kind.TWO.value,
     [one.name for one in Kind], "home" == Place.HOME, Place.HOME != "home", {"work": 1}[Place.WORK],
     Place.HOME in ("home", "away"), Kind.ONE == 1]`,
  ],
  [
    "a dict made of an object with keys",
    `class Mapping:
    def keys(self):
        return ["a"]
    def __getitem__(self, key):
        return key * 2
    def items(self):
        return [("a", "aa")]
x = [dict(Mapping()), dict({"b": 1})]`,
  ],
  [
    "the names of a class in its body",
    `def seen(names):
    return names["__qualname__"]
class A:
    class B:
        tag = seen(locals())
x = [A.B.tag]`,
  ],
  [
    "the type of a class",
    `class Meta(type): pass
class A: pass
class B(metaclass=Meta): pass
x = [A.mro()[0] is A, type(A) is str, type(A) is type, type(B) is Meta, type("a") is str, type(A()) is A]`,
  ],
])("knows %s", (_, source) => {
  const [answer] = answersOfPython([source]);
  const interpreter = createInterpreter(memoryHost({ "m.py": source }));
  expect(shownOf(interpreter, "m", "x")).toEqual(answer?.x);
});

it("knows a metaclass that makes its classes by type.__new__()", () => {
  const source = `made = {}
class Meta(type):
    def __new__(cls, name, bases, members):
        made[name] = type.__new__(cls, name, bases, members)
        return made[name]
class A(metaclass=Meta):
    tag = "a"
x = [A.tag, list(made), made["A"] is A]`;
  const interpreter = createInterpreter(memoryHost({ "m.py": source }, { hooks: () => ["Meta"] }));
  expect(shownOf(interpreter, "m", "x")).toEqual(["a", ["A"], true]);
});

it("goes on without what raises where Python would not", () => {
  const source = `from lib import noted
@noted
def f(): pass
kept = f.filter(lookups=())
lost = [].nothing
def broken(cls):
    raise ValueError
@broken
class A:
    tag = "a"
x = [A.tag, lost]`;
  const interpreter = createInterpreter(memoryHost({ "m.py": source }));
  expect(shownOf(interpreter, "m", "x")).toEqual(["a", "?"]);
  expect(interpreter.doubts().map(({ what, effect }) => [what, effect])).toEqual([
    ["AttributeError: no attribute 'nothing'", "names of m may be missing or wrong"],
    ["a decorator of A raises ValueError: raised here", "what it adds to A is not known"],
  ]);
});

it("reads a property of the class, which Python had from 3.9 to 3.12", () => {
  const source = `class A:
    @classmethod
    @property
    def name(cls):
        return cls.__name__.lower()
class B(A): pass
x = [A.name, B.name, B().name]`;
  const interpreter = createInterpreter(memoryHost({ "m.py": source }));
  expect(shownOf(interpreter, "m", "x")).toEqual(["a", "b", "b"]);
});
