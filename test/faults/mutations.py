"""The kinds of mutation, each a splice of a source file's bytes."""

import ast
import re
from dataclasses import asdict, dataclass

OPPOSITES = {
    ast.Eq: ("==", "!="),
    ast.NotEq: ("!=", "=="),
    ast.Lt: ("<", ">="),
    ast.GtE: (">=", "<"),
    ast.Gt: (">", "<="),
    ast.LtE: ("<=", ">"),
    ast.In: (r"\bin\b", "not in"),
    ast.NotIn: (r"\bnot\s+in\b", "in"),
    ast.Is: (r"\bis\b", "is not"),
    ast.IsNot: (r"\bis\s+not\b", "is"),
}
KEPT_STATEMENTS = (
    ast.AsyncFunctionDef,
    ast.ClassDef,
    ast.FunctionDef,
    ast.Global,
    ast.Import,
    ast.ImportFrom,
    ast.Nonlocal,
    ast.Pass,
)
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


@dataclass(frozen=True, order=True)
class Mutation:
    """Bytes ``start`` to ``end`` of ``file`` become ``text``."""

    file: str
    start: int
    end: int
    text: str
    kind: str
    line: int
    before: str
    after: str

    def apply_to(self, data):
        return data[: self.start] + self.text.encode() + data[self.end :]

    def report(self):
        """What a person wants to know of it."""
        shown = ("file", "line", "kind", "before", "after")
        return {name: asdict(self)[name] for name in shown}


class Source:
    """A file's bytes and where its syntax nodes lie in them."""

    def __init__(self, data):
        self.data = data
        self.tree = ast.parse(data)
        self.lines = [0]
        for line in data.split(b"\n"):
            self.lines.append(self.lines[-1] + len(line) + 1)

    def start(self, node):
        return self.lines[node.lineno - 1] + node.col_offset

    def end(self, node):
        return self.lines[node.end_lineno - 1] + node.end_col_offset

    def text(self, node):
        return self.data[self.start(node) : self.end(node)].decode()

    def nodes(self, methods_only):
        """Nodes outside annotations; where asked, only those inside functions."""
        roots = [self.tree]
        if methods_only:
            roots = [n for n in ast.walk(self.tree) if isinstance(n, FUNCTIONS)]
        found = {id(node): node for root in roots for node in walk(root)}
        return sorted(found.values(), key=position)


def walk(node):
    """Like ``ast.walk``, without type annotations and the insides of f-strings.

    Before Python 3.12 nodes in an f-string do not know where they are.
    """
    yield node
    if isinstance(node, ast.JoinedStr):
        return
    for name, value in ast.iter_fields(node):
        if name in ("annotation", "returns"):
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST):
                yield from walk(child)


def position(node):
    return getattr(node, "lineno", 0), getattr(node, "col_offset", 0), str(type(node))


def statements_dropped(source, node):
    for name in ("body", "orelse", "finalbody"):
        block = getattr(node, name, [])
        if isinstance(block, list):
            for statement in block:
                if not isinstance(statement, KEPT_STATEMENTS) and not is_text(
                    statement
                ):
                    yield source.start(statement), source.end(statement), "pass"


def is_text(statement):
    """A docstring, or anything else that only states a constant."""
    return isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)


def conditions_negated(source, node):
    tests = getattr(node, "ifs", []) if isinstance(node, ast.comprehension) else []
    if isinstance(node, (ast.If, ast.IfExp, ast.While)):
        tests = [node.test]
    for test in tests:
        yield source.start(test), source.end(test), f"not ({source.text(test)})"


def comparisons_flipped(source, node):
    if not isinstance(node, ast.Compare) or len(node.ops) != 1:
        return
    sign, opposite = OPPOSITES[type(node.ops[0])]
    start, end = source.end(node.left), source.start(node.comparators[0])
    gap = source.data[start:end].decode()
    yield start, end, re.sub(sign, opposite, gap, count=1)


def keyword_arguments_dropped(source, node):
    if isinstance(node, ast.Call):
        items = sorted([*node.args, *node.keywords], key=position)
        for index, item in enumerate(items):
            if isinstance(item, ast.keyword) and item.arg:
                yield without(source, items, index)


def decorators_dropped(source, node):
    for decorator in getattr(node, "decorator_list", []):
        # The whole lines, from the "@" on.
        yield source.lines[decorator.lineno - 1], source.lines[decorator.end_lineno], ""


def elements_dropped(source, node):
    # A tuple of two would become something else than a tuple.
    long_enough = {ast.List: 1, ast.Set: 2, ast.Tuple: 3}.get(type(node))
    if long_enough and len(node.elts) >= long_enough and source.text(node)[0] in "[({":
        for index in range(len(node.elts)):
            yield without(source, node.elts, index)


def without(source, items, index):
    """The splice that takes one item and its comma out of a row of items."""
    if index + 1 < len(items):
        return source.start(items[index]), source.start(items[index + 1]), ""
    if index > 0:
        return source.end(items[index - 1]), source.end(items[index]), ""
    end = source.end(items[index])
    comma = re.match(rb"\s*,", source.data[end:])
    return source.start(items[index]), end + (comma.end() if comma else 0), ""


KINDS = {
    "statement dropped": statements_dropped,
    "condition negated": conditions_negated,
    "comparison flipped": comparisons_flipped,
    "keyword argument dropped": keyword_arguments_dropped,
    "decorator dropped": decorators_dropped,
    "element of a list dropped": elements_dropped,
}


def mutations_of(file, data, methods_only=False):
    """Every mutation of one file, also those that break or change nothing."""
    source = Source(data)
    found = set()
    for node in source.nodes(methods_only):
        for kind, splices in KINDS.items():
            for splice in splices(source, node):
                found.add(described(file, data, splice, kind))
    return sorted(found)


def is_real(mutation, data):
    """Whether the mutated file parses and means something else."""
    return meaning(mutation.apply_to(data)) not in (None, meaning(data))


def meaning(data):
    try:
        compile(data, "mutant", "exec")
    except SyntaxError:
        return None
    return ast.dump(ast.parse(data))


def described(file, data, splice, kind):
    """The mutation, with the lines it touches before and after."""
    start, end, text = splice
    first = data.rfind(b"\n", 0, start) + 1
    last = data.find(b"\n", end - data[:end].endswith(b"\n"))
    last = len(data) if last < 0 else last
    after = data[first:start] + text.encode() + data[end : max(end, last)]
    before = data[first:last].decode()
    line = data.count(b"\n", 0, start) + 1
    return Mutation(file, start, end, text, kind, line, before, after.decode())
