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
x = [Proxy.kind, Proxy.own, Proxy.give.__name__, Proxy.__doc__.strip("."), 1 << 4, 256 >> 2, 6 & 3, 6 | 1, 6 ^ 2]`,
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
    "the type of a class",
    `class Meta(type): pass
class A: pass
class B(metaclass=Meta): pass
x = [type(A) is str, type(A) is type, type(B) is Meta, type("a") is str, type(A()) is A]`,
  ],
])("knows %s", (_, source) => {
  const [answer] = answersOfPython([source]);
  const interpreter = createInterpreter(memoryHost({ "m.py": source }));
  expect(shownOf(interpreter, "m", "x")).toEqual(answer?.x);
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
