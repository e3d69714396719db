/** django-split-settings: settings files executed in the namespace of the one that includes them. */
export const splitSettings = String.raw`
from soundcheck_ import include_settings


class _Optional(str):
    pass


def optional(filename):
    return ("optional", filename)


def include(*args, scope=None, **kwargs):
    return include_settings(args, scope)
`;
