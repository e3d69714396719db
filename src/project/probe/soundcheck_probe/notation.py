"""How routes are written: `/courses/{pk}/`, whatever the parts are made of.

The parts of all resolvers and of the pattern are joined as they are after a slash.

- path(): `<conv:name>` and `<name>` become `{name}`; the rest stays.
- re_path() and routers' regexes, read from left to right:
  - `^ $ \\A \\Z \\z \\b \\B`, lookarounds, comments and flags vanish;
  - `(?P<name>...)` with any quantifier is `{name}`; an unnamed group is `{0}`, `{1}`,
    ... numbered through the whole path;
  - `(?:...)` is its content, and nothing when it may be absent (`?`, `*`, `{0,...}`),
    unless it is a lone `/`;
  - of alternatives outside capturing groups the first one counts;
  - escaped punctuation is the character itself; a class of one literal character too;
  - `.` without a quantifier is taken as the dot that was meant;
  - `.*`, `\\d`, `\\w`, `[...]` and the like are `*`, and neighbouring `*` are one;
  - a literal that may be absent vanishes, except `/`, which stays.

Tokens are ("text", str), ("wild", "") and ("param", name or None).
"""

import re

PATH_PARAMETER = re.compile(r"<(?:(?P<converter>[^>:]+):)?(?P<name>[^>]+)>")
QUANTIFIER = re.compile(r"(?:[?*+]|\{(?=[\d,])(?P<least>\d*)(?:,\d*)?\})[?+]?")
NAMED_GROUP = re.compile(r"\(\?P<(\w+)>")
INVISIBLE_GROUP = re.compile(r"\(\?(?:=|!|<=|<!|#|[aiLmsux]+\))")
FLAGGED_GROUP = re.compile(r"\(\?[aiLmsux-]*:")
ZERO_WIDTH_ESCAPES = set("AZzbB")
CLASS_ESCAPES = set("dDwWsS")
WILD = ("wild", "")
SLASH = ("text", "/")


def path_tokens(route):
    """Read the route of a path() into tokens and converters of its parameters."""
    tokens, converters, end = [], {}, 0
    for match in PATH_PARAMETER.finditer(route):
        tokens.append(("text", route[end : match.start()]))
        tokens.append(("param", match["name"]))
        converters[match["name"]] = match["converter"] or "str"
        end = match.end()
    tokens.append(("text", route[end:]))
    return tokens, converters


def regex_tokens(regex):
    """Read the regular expression of a re_path()."""
    return RegexReader(regex).read()


def write_path(tokens):
    """Write tokens as a path, giving it and the names of its parameters in order."""
    written, names, unnamed = ["/"], [], 0
    for kind, value in tokens:
        if kind == "text":
            written.extend(value)
        elif kind == "wild":
            if written[-1] != "*":
                written.append("*")
        else:
            if value is None:
                value, unnamed = str(unnamed), unnamed + 1
            names.append(value)
            written.append("{%s}" % value)
    return "".join(written), names


class RegexReader:
    """Reads one regular expression from left to right."""

    def __init__(self, regex):
        self.regex = regex
        self.at = 0

    def read(self):
        """Read up to the end of the expression or of the group that is open."""
        tokens, first = [], None
        while self.at < len(self.regex) and self.regex[self.at] != ")":
            if self.regex[self.at] == "|":
                self.at += 1
                first, tokens = tokens if first is None else first, []
                continue
            is_group = FLAGGED_GROUP.match(self.regex, self.at) is not None
            atom = self.read_atom()
            may_be_absent = self.skip_quantifier()
            if may_be_absent and (is_group or not is_variable(atom)):
                atom = [token for token in atom if atom == [SLASH]]
            tokens.extend(atom)
        return tokens if first is None else first

    def read_atom(self):
        char = self.regex[self.at]
        if char == "(":
            return self.read_group()
        if char == "[":
            return self.read_class()
        if char == "\\":
            return self.read_escape()
        self.at += 1
        if char in "^$":
            return []
        is_wild = char == "." and QUANTIFIER.match(self.regex, self.at)
        return [WILD] if is_wild else [("text", char)]

    def read_group(self):
        named = NAMED_GROUP.match(self.regex, self.at)
        if named:
            self.skip_group()
            return [("param", named.group(1))]
        if INVISIBLE_GROUP.match(self.regex, self.at):
            self.skip_group()
            return []
        transparent = FLAGGED_GROUP.match(self.regex, self.at)
        if transparent:
            self.at = transparent.end()
            tokens = self.read()
            self.at += 1
            return tokens
        self.skip_group()
        return [("param", None)]

    def skip_group(self):
        depth = 0
        while self.at < len(self.regex):
            char = self.regex[self.at]
            if char == "[":
                self.read_class()
                continue
            self.at += 2 if char == "\\" else 1
            depth += {"(": 1, ")": -1}.get(char, 0)
            if depth == 0:
                return

    def read_class(self):
        start = self.at + 1
        end = start + 1 if self.regex[start : start + 1] == "^" else start
        end += 1 if self.regex[end : end + 1] == "]" else 0
        while end < len(self.regex) and self.regex[end] != "]":
            end += 2 if self.regex[end] == "\\" else 1
        self.at = end + 1
        content = self.regex[start:end]
        if len(content) == 2 and content[0] == "\\" and not content[1].isalnum():
            return [("text", content[1])]
        return [("text", content)] if len(content) == 1 else [WILD]

    def read_escape(self):
        char = self.regex[self.at + 1 : self.at + 2]
        self.at += 2
        if char in ZERO_WIDTH_ESCAPES:
            return []
        return [WILD] if char in CLASS_ESCAPES else [("text", char)]

    def skip_quantifier(self):
        """Pass the last atom's quantifier; tell whether it lets the atom be absent."""
        quantifier = QUANTIFIER.match(self.regex, self.at)
        if not quantifier:
            return False
        self.at = quantifier.end()
        if quantifier["least"] is None:
            return quantifier.group()[0] in "?*"
        return int(quantifier["least"] or 0) == 0


def is_variable(atom):
    return [kind for kind, _ in atom] in (["wild"], ["param"])
