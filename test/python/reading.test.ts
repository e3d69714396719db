import { execFileSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { createInterpreter } from "../../src/python/index.js";
import { evaluated, memoryHost, shownOf } from "./memory-host.js";

describe("syntax that needs a newer Python", () => {
  it.each([
    [
      "except without brackets (PEP 758)",
      "try:\n    x = 1\nexcept FileNotFoundError, KeyError:\n    x = 2",
      1,
    ],
    ["nested quotes (PEP 701)", `import os\nx = f"{os.environ.get("P","frepple")}{1}"`, "frepple1"],
    ["type parameters (PEP 695)", "class A[T]:\n    y = 3\ntype B = int\nx = A.y", 3],
    ["a generic alias (PEP 695), never evaluated", "type B[T] = Nowhere | T\nx = 3", 3],
  ])("%s", (_, source, expected) => {
    expect(evaluated(source)).toBe(expected);
  });
});

describe("names that Python has built in", () => {
  const NAMES = execFileSync("python3", ["-c", "import builtins; print(*dir(builtins))"], {
    encoding: "utf8",
  });
  const written = NAMES.split(/\s+/).filter((name) => /^[A-Za-z]/.test(name));

  it.each(written)("%s is bound", (name) => {
    const interpreter = createInterpreter(memoryHost({ "s.py": `x = ${name}\n` }));
    interpreter.module("s");
    expect(interpreter.doubts()).toEqual([]);
  });

  it.each([
    ["pow of two numbers", "x = pow(1024, 2)", 1_048_576],
    ["pow of three is not read", "x = pow(2, 5, 7)", "?"],
    [
      "re.escape",
      String.raw`import re${"\n"}x = re.escape("media/a-b.c")`,
      String.raw`media/a\-b\.c`,
    ],
  ])("%s", (_, source, expected) => {
    expect(evaluated(source)).toBe(expected);
  });
});

describe("classes that make their attributes and objects themselves", () => {
  it("keeps one object of a class whose metaclass says so", () => {
    const source = [
      "class Single(type):",
      "    made = {}",
      "    def __call__(cls, *args, **kwargs):",
      "        if cls not in cls.made:",
      "            cls.made[cls] = super(Single, cls).__call__(*args, **kwargs)",
      "        return cls.made[cls]",
      "class Shelf(metaclass=Single):",
      "    def __init__(self, size):",
      "        self.size = size",
      "x = [Shelf(3).size, Shelf(4).size]",
    ];
    expect(evaluated(source.join("\n"))).toEqual([3, 3]);
  });

  it("takes what a metaclass makes with type.__new__()", () => {
    const source = `class Adding(type):
    def __new__(cls, name, bases, members):
        made = type.__new__(cls, name, bases, members)
        for key, value in members.items():
            if key[0] != "_":
                setattr(made, key, getattr(super(made, made), key, ()) + value)
        return made
class Meta(metaclass=Adding):
    fields = ("a",)
class Longer(Meta):
    fields = ("b",)
x = [Meta.fields, Longer.fields]
`;
    expect(evaluated(source, "x", { hooks: () => ["Adding"] })).toEqual([["a"], ["a", "b"]]);
  });

  it("reads a loop once more where it may or may not have ended", () => {
    const source = `import os
chunks = []
size = 0
while True:
    data = os.read(0, 4096)
    if not data:
        break
    size = size + 1
    chunks.append(data)
after = "reached"
`;
    expect(evaluated(source, "after")).toBe("reached");
    expect(evaluated(source, "size")).toBe("?");
  });

  it.each([
    ["a number beyond what is read", "1 << 76 | 1"],
    ["the heirs of a class", "Shelf.__subclasses__()"],
    ["the text that Django gives a class without any", "Shelf.__doc__"],
    ["what a decorator that is not read has made", "Shelf.size.annotater"],
  ])("does not know %s", (_, expression) => {
    const source = [
      "from somewhere import sized",
      "class Shelf:",
      "    @sized",
      "    def size(self):",
      "        pass",
      `x = ${expression}`,
    ];
    const interpreter = createInterpreter(memoryHost({ "s.py": source.join("\n") }));
    expect(shownOf(interpreter, "s", "x")).toBe("?");
    expect(interpreter.doubts()).toEqual([]);
  });

  it("does not know what __getattribute__ gives", () => {
    const source = [
      "class Texts:",
      "    def __getattribute__(self, name):",
      "        return BOOK.get(name)",
      "texts = Texts()",
      "x = texts.base.saved",
    ];
    const interpreter = createInterpreter(memoryHost({ "s.py": source.join("\n") }));
    expect(shownOf(interpreter, "s", "x")).toBe("?");
    expect(interpreter.doubts()).toEqual([]);
  });

  it("binds Django's classonlymethod to the class", () => {
    const source = [
      "from django.utils.decorators import classonlymethod",
      "class Page:",
      "    prefix = 'page'",
      "    @classonlymethod",
      "    def names(cls, *kinds):",
      "        return [cls.prefix + '-' + kind for kind in kinds]",
      "x = Page.names('list', 'edit')",
    ];
    expect(evaluated(source.join("\n"))).toEqual(["page-list", "page-edit"]);
  });
});

describe("the standard library", () => {
  const SOURCES = [
    "import itertools\nx = [list(one) for one in itertools.product('ab', [1, 2])]",
    "from itertools import product\nx = [list(one) for one in product([0, 1], repeat=2)]",
    "from itertools import product\nx = [list(one) for one in product([], 'a')]",
    "from itertools import starmap\nx = list(starmap(lambda a, b: a + b, [(1, 2), (3, 4)]))",
    "import string\nx = [string.ascii_letters[20:30], string.digits, string.hexdigits[-4:]]",
    "from collections import namedtuple\nRow = namedtuple('Row', 'a b')\nx = list(Row._make([1, 2]))",
  ];

  it.each(SOURCES)("gives what CPython does: %s", (source) => {
    const run = `${source}\nimport json; print(json.dumps(x))`;
    const expected: unknown = JSON.parse(
      execFileSync("python3", ["-c", run], { encoding: "utf8" }),
    );
    expect(evaluated(source)).toEqual(expected);
  });
});

describe("damaged source", () => {
  it("reads what stands around an unclosed bracket", () => {
    const source = "A = 1\nB = [1,\nclass C:\n    y = 5\nx = C.y\n";
    expect(evaluated(source)).toBe(5);
    expect(evaluated(source, "A")).toBe(1);
    expect(evaluated(source, "B")).toBe("?");
  });

  it("names the line of what does not parse", () => {
    const interpreter = createInterpreter(memoryHost({ "s.py": "A = 1\nprint 'x'\n" }));
    interpreter.module("s");
    expect(interpreter.doubts()).toMatchObject([{ file: "s.py", line: 2 }]);
  });
});

describe("environment readers", () => {
  it.each([
    [
      "environ with a scheme",
      `import environ\nenv = environ.Env(DEBUG=(bool, False))\nx = env("DEBUG")`,
      {},
      false,
    ],
    [
      "environ casts",
      `import environ\nenv = environ.Env()\nx = [env.int("N"), env.list("L"), env.bool("B")]`,
      { N: "3", L: "a, b", B: "on" },
      [3, ["a", "b"], true],
    ],
    ["environ without default", `import environ\nenv = environ.Env()\nx = env("SECRET")`, {}, "?"],
    [
      "decouple",
      `from decouple import config, Csv\nx = [config("A", default=True, cast=bool), config("H", default="a,b", cast=Csv())]`,
      {},
      [true, ["a", "b"]],
    ],
    [
      "environs",
      `from environs import Env\nenv = Env()\nx = [env.bool("A", True), env.list("L", [])]`,
      { A: "false" },
      [false, []],
    ],
    [
      "a database URL",
      `import dj_database_url\nx = dj_database_url.config(default="postgres://u:p@h:5432/n")["ENGINE"]`,
      {},
      "django.db.backends.postgresql",
    ],
  ])("%s", (_, source, environment, expected) => {
    expect(evaluated(source, "x", { environment })).toEqual(expected);
  });

  it("records what is read, and what is required", () => {
    const interpreter = createInterpreter(
      memoryHost({ "s.py": `import os\nos.environ.get("A", "1")\nos.environ["B"]\n` }),
    );
    interpreter.module("s");
    expect(interpreter.environment()).toEqual([
      { name: "A", required: false, file: "s.py", line: 2 },
      { name: "B", required: true, file: "s.py", line: 3 },
    ]);
  });
});

describe("the share of work", () => {
  const heavy = `class Heavy:
    total = 0
    for one in range(9000):
        total = total + one * 2 - one - one + one
    for one in range(9000):
        total = total + one * 2 - one - one + one
`;

  it("is a class's own, whoever asks for it first", () => {
    const source = `${heavy}
entered = []
def enter(cls):
    cls.total
    entered.append(cls)
enter(Heavy)
x = len(entered)
`;
    const interpreter = createInterpreter(memoryHost({ "m.py": source }));
    expect(shownOf(interpreter, "m", "x")).toEqual(1);
    expect(interpreter.doubts()).toEqual([]);
  });

  it("ends a call with a doubt, as what it was to enter is lost", () => {
    const loop = heavy.split("\n").slice(1).join("\n");
    const source = `entered = []\ndef enter():\n${loop}    entered.append(total)\nenter()\n`;
    const interpreter = createInterpreter(memoryHost({ "m.py": source }));
    interpreter.module("m");
    expect(interpreter.doubts()).toContainEqual({
      file: "m.py",
      line: 9,
      what: "a call that takes too much work",
      effect: "routes, models or serializers that it enters elsewhere may be missing",
    });
  });
});
