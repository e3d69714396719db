/** What is left of Python 2 in code that once ran on both. */
export const six = String.raw`
PY2 = False
PY3 = True
string_types = (str,)
integer_types = (int,)
class_types = (type,)
text_type = str
binary_type = bytes


def iteritems(values, **kwargs):
    return values.items(**kwargs)


def iterkeys(values, **kwargs):
    return values.keys(**kwargs)


def itervalues(values, **kwargs):
    return values.values(**kwargs)


def python_2_unicode_compatible(cls):
    return cls
`;
