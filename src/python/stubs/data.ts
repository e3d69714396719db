/** Text files of the repository. */
export const textFiles = String.raw`
class TextFile:
    def __init__(self, text):
        self._text = text

    def read(self, size=-1):
        return self._text

    def readlines(self):
        return self._text.splitlines(True)

    def readline(self):
        return self.readlines()[0] if self._text else ""

    def close(self):
        return None

    def __iter__(self):
        return self.readlines()

    def __enter__(self):
        return self

    def __exit__(self, *args):
        return None
`;

/** json, as far as files and defaults of settings go. */
export const json = String.raw`
from soundcheck_ import parse_json


class JSONDecodeError(ValueError):
    pass


def loads(text, *args, **kwargs):
    return parse_json(text)


def load(file, *args, **kwargs):
    return parse_json(file.read())
`;
