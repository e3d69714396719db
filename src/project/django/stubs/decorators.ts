/** DRF's decorators for function views and extra actions. */
export const restDecorators = String.raw`
class MethodMapper(dict):
    pass


def api_view(http_method_names=None):
    http_method_names = ["GET"] if http_method_names is None else http_method_names

    def decorator(func):
        func.api_view_methods_ = http_method_names
        return func

    return decorator


def schema(view_inspector):
    return lambda func: func


def renderer_classes(classes):
    return lambda func: func


def permission_classes(classes):
    def decorator(func):
        func.permission_classes = classes
        return func

    return decorator


parser_classes = renderer_classes
authentication_classes = renderer_classes
throttle_classes = renderer_classes
versioning_class = renderer_classes
metadata_class = renderer_classes
content_negotiation_class = renderer_classes


class Mapping_:
    def __init__(self, action, methods):
        self.action = action
        self.table = {method.lower(): action.__name__ for method in methods}

    def items(self):
        return self.table.items()

    def keys(self):
        return self.table.keys()

    def values(self):
        return self.table.values()

    def __getitem__(self, key):
        return self.table[key]

    def __contains__(self, key):
        return key in self.table

    def _map(self, method, function):
        self.table[method] = function.__name__
        return function

    def get(self, function):
        return self._map("get", function)

    def post(self, function):
        return self._map("post", function)

    def put(self, function):
        return self._map("put", function)

    def patch(self, function):
        return self._map("patch", function)

    def delete(self, function):
        return self._map("delete", function)

    def head(self, function):
        return self._map("head", function)

    def options(self, function):
        return self._map("options", function)

    def trace(self, function):
        return self._map("trace", function)


def action(methods=None, detail=None, url_path=None, url_name=None, **kwargs):
    methods = ["get"] if methods is None else methods

    def decorator(func):
        func.mapping = Mapping_(func, methods)
        func.detail = detail
        func.url_path = url_path if url_path else func.__name__
        func.url_name = url_name if url_name else func.__name__.replace("_", "-")
        func.kwargs = kwargs
        return func

    return decorator


def list_route(methods=None, **kwargs):
    return action(methods=methods, detail=False, **kwargs)


def detail_route(methods=None, **kwargs):
    return action(methods=methods, detail=True, **kwargs)
`;
