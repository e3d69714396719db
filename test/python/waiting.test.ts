import { describe, expect, it } from "vitest";
import { createInterpreter } from "../../src/python/index.js";
import { memoryHost, shownName } from "./memory-host.js";

/** Names of class `View` that are objects which nobody has needed. */
function waitingNames(source: string, more: Readonly<Record<string, string>> = {}): string[] {
  const interpreter = createInterpreter(memoryHost({ "views.py": source, ...more }));
  const module = interpreter.module("views");
  const view = module && interpreter.get(module, "View");
  if (view?.kind !== "class") throw new Error("no class View");
  interpreter.functionsWith(view, "mapping");
  const names = [...(view.namespace ?? [])];
  return names.flatMap(([name, slot]) => (slot.kind === "lazy" && slot.isObject ? [name] : []));
}

const quietly = (...lines: readonly string[]): string =>
  ["registry = []", ...lines, "class View:", "    panel = Panel(1)", ""].join("\n");

const init = (...body: readonly string[]): readonly string[] => [
  "class Panel:",
  "    items = []",
  "    def __init__(self, *args, **kwargs):",
  ...body.map((line) => `        ${line}`),
];

describe("an object in the body of a class waits", () => {
  it.each<[string, ...string[]]>([
    [
      "that keeps what it is given",
      ...init("self.args = args", "if not args:", "    raise TypeError('none')"),
    ],
    ["of a class without a constructor", "class Panel:", "    pass"],
    [
      "that changes what it has made itself",
      ...init("found = list(args)", "found.append(1)", "self.found = found"),
    ],
    [
      "that copies before it changes",
      ...init("self.items = list(self.items)", "self.items.append(1)"),
    ],
    [
      "that sets its attributes by name",
      ...init("for name, value in kwargs.items():", "    setattr(self, name, value)"),
    ],
    [
      "that asks functions which change nothing",
      "def low(text):",
      "    return text.lower()",
      ...init("self.name = low('A')"),
    ],
    [
      "with functions of its own",
      ...init("def walk(one):", "    return [walk(x) for x in one]", "self.all = walk(args)"),
    ],
    [
      "that only makes a lambda",
      "def later(one):",
      "    return lambda: registry.append(one)",
      ...init("self.late = later(args)"),
    ],
    [
      "that only binds arguments of a function",
      "from functools import partial",
      ...init("self.late = partial(registry.append, args)"),
    ],
    [
      "of a data class",
      "from dataclasses import dataclass, field",
      "@dataclass",
      "class Panel:",
      "    size: int = 0",
      "    rest: list = field(default_factory=list)",
    ],
    [
      "whose parent does the work",
      ...init("self.a = 1"),
      "class Panel(Panel):",
      "    def __init__(self, *args):",
      "        super().__init__(*args)",
    ],
  ])("%s", (_, ...lines) => {
    expect(waitingNames(quietly(...lines))).toEqual(["panel"]);
  });
});

describe("an object is made at once", () => {
  it.each<[string, ...string[]]>([
    ["that puts itself into a list", ...init("registry.append(self)")],
    ["that changes what its class shares", ...init("self.items.append(1)")],
    [
      "that changes it in one case",
      ...init(
        "self.items = []",
        "if args:",
        "    self.items = Panel.items",
        "self.items.append(1)",
      ),
    ],
    [
      "that changes it in a later round",
      ...init(
        "self.items = []",
        "for one in args:",
        "    self.items.append(1)",
        "    self.items = Panel.items",
      ),
    ],
    ["that changes what it was given", ...init("args[0].append(self)")],
    ["that sets an attribute of something else", ...init("Panel.last = self")],
    ["that sets one by name", ...init("setattr(Panel, 'last', self)")],
    ["that binds a global", ...init("global registry", "registry = [self]")],
    ["that adds in place", ...init("self.items += [1]")],
    ["that calls what does", "def note(one):", "    registry.append(one)", ...init("note(self)")],
    [
      "that calls what calls it",
      "def note(one):",
      "    deeper(one)",
      "def deeper(one):",
      "    registry.append(one)",
      ...init("note(self)"),
    ],
    [
      "whose method does",
      ...init("self.note()"),
      "    def note(self):",
      "        registry.append(self)",
    ],
    [
      "whose parent does",
      ...init("registry.append(self)"),
      "class Panel(Panel):",
      "    def __init__(self, *args):",
      "        super().__init__(*args)",
    ],
    ["that imports", ...init("import os", "self.os = os")],
    [
      "that has a lambda called",
      ...init("self.all = sorted(args, key=lambda one: registry.append(one))"),
    ],
    [
      "that sorts by a function of somebody else",
      ...init("self.all = sorted(args, key=registry.append)"),
    ],
    ["that calls what it is given", ...init("args[0](self)")],
    [
      "of a class with __new__",
      "class Panel:",
      "    def __new__(cls, *args):",
      "        return registry",
    ],
    [
      "of a class with a metaclass",
      "class Meta(type):",
      "    def __call__(cls, *args):",
      "        return 1",
      "class Panel(metaclass=Meta):",
      "    pass",
    ],
    ["that a function gives", "class Real:", "    pass", "def Panel(one):", "    return Real()"],
  ])("%s", (_, ...lines) => {
    expect(waitingNames(quietly(...lines))).toEqual([]);
  });

  it("where code that counted as quiet to itself is not", () => {
    const lines = [
      "class First:",
      "    def __init__(self):",
      "        Second()",
      "        registry.append(self)",
      "class Second:",
      "    def __init__(self):",
      "        def other():",
      "            First()",
      "        self.other = other",
      "class View:",
      "    one = First()",
      "    two = Second()",
    ];
    expect(waitingNames(["registry = []", ...lines, ""].join("\n"))).toEqual([]);
  });
});

const shown = (...lines: readonly string[]): unknown =>
  shownName({ "views.py": [...init("self.args = args"), ...lines, ""].join("\n") }, "views", "x");

describe("an object that waited", () => {
  it("is one and the same to all", () => {
    expect(shown("class View:", "    a = Panel(1)", "    b = [a]", "x = View.a is View.b[0]")).toBe(
      true,
    );
  });

  it("sees the names of the body as they were", () => {
    const body = ["    size = 1", "    a = Panel(size)", "    size = 2"];
    expect(shown("size = 0", "class View:", ...body, "x = View.a.args[0]")).toBe(1);
  });

  it("gives its name to what is bound after it", () => {
    expect(shown("class View:", "    a = Panel(1)", "    a = a.args", "x = View.a[0]")).toBe(1);
  });

  it("tells where it cannot be made, once somebody asks", () => {
    const source = [...init("raise TypeError('no')"), "class View:", "    a = Panel(1)", ""].join(
      "\n",
    );
    const interpreter = createInterpreter(memoryHost({ "views.py": source }));
    const module = interpreter.module("views");
    const view = module && interpreter.get(module, "View");
    if (view?.kind !== "class") throw new Error("no class View");
    interpreter.functionsWith(view, "mapping");
    expect(interpreter.doubts()).toEqual([]);
    expect(interpreter.attribute(view, "a")).toMatchObject({ kind: "unknown" });
    expect(interpreter.doubts()).toMatchObject([{ what: "TypeError: raised here" }]);
  });
});

const importing = (...body: readonly string[]): string =>
  ["import forms", "from forms import Form, form", "class View:", ...body, ""].join("\n");

describe("an imported class in the body of a class waits", () => {
  const FORMS = { "forms.py": "class Form: pass\nform = Form()\n" };
  it("in a module and by its own name", () => {
    const body = ["    one = forms.Form", "    other = Form"];
    expect(waitingNames(importing(...body), FORMS)).toEqual(["one", "other"]);
  });

  it("but nothing that is not called as classes are, nor what the body itself has bound", () => {
    const body = ["    one = form", "    forms = 1", "    Form = 1", "    other = Form"];
    expect(waitingNames(importing(...body), FORMS)).toEqual([]);
  });

  it("and is the one that was imported, whatever the module binds to the name later", () => {
    const source = [
      importing("    one = Form", "    other = forms.Form"),
      "body = getattr(View, 'nothing', 'is executed')",
      "Form = forms = None",
      "from forms import Form as Again",
      "x = [View.one is Again, View.other is Again]",
      "",
    ];
    const files = { "views.py": source.join("\n"), ...FORMS };
    expect(shownName(files, "views", "x")).toEqual([true, true]);
  });
});
