/** The routers of django-ninja: an address is a view that answers the methods of all its functions. */
export const ninja = String.raw`
from django.urls import path as django_path
from django.utils.module_loading import import_string


def route_of(prefix, path):
    route = "/".join([part for part in (prefix, path) if part]).replace("{", "<").replace("}", ">")
    while "//" in route:
        route = route.replace("//", "/")
    return route.lstrip("/")


class Operating:
    def get(self, path, **kwargs):
        return self.api_operation(["GET"], path, **kwargs)

    def post(self, path, **kwargs):
        return self.api_operation(["POST"], path, **kwargs)

    def put(self, path, **kwargs):
        return self.api_operation(["PUT"], path, **kwargs)

    def patch(self, path, **kwargs):
        return self.api_operation(["PATCH"], path, **kwargs)

    def delete(self, path, **kwargs):
        return self.api_operation(["DELETE"], path, **kwargs)


class Router(Operating):
    def __init__(self, **kwargs):
        self.operations = {}
        self.routers = []

    def api_operation(self, methods, path, **kwargs):
        def decorator(view_func):
            self.add_api_operation(path, methods, view_func, **kwargs)
            return view_func

        return decorator

    def add_api_operation(self, path, methods, view_func, url_name=None, **kwargs):
        operations = self.operations.setdefault(path, [])
        operations.append((view_func, url_name or view_func.__name__, methods))
        operations[0][0].ninja_methods_ = [method for operation in operations for method in operation[2]]

    def add_router(self, prefix, router, **kwargs):
        self.routers.append((prefix, import_string(router) if isinstance(router, str) else router))

    def add_decorator(self, decorator, mode="operation"):
        pass

    def patterns_below(self, prefix):
        patterns = []
        for path, operations in self.operations.items():
            for operation in operations:
                patterns.append(django_path(route_of(prefix, path), operations[0][0], name=operation[1]))
        for below, router in self.routers:
            patterns += router.patterns_below(prefix + "/" + below)
        return patterns


class NinjaAPI(Operating):
    def __init__(self, *, version="1.0.0", urls_namespace=None, default_router=None, **kwargs):
        self.urls_namespace = urls_namespace or "api-" + version
        self.default_router = default_router or Router()

    def api_operation(self, methods, path, **kwargs):
        return self.default_router.api_operation(methods, path, **kwargs)

    def add_router(self, prefix, router, **kwargs):
        self.default_router.add_router(prefix, router)

    def add_decorator(self, decorator, mode="operation"):
        pass

    def exception_handler(self, exc_class):
        return lambda func: func

    def add_exception_handler(self, exc_class, handler):
        pass

    @property
    def urls(self):
        return self.default_router.patterns_below(""), "ninja", self.urls_namespace.split(":")[-1]
`;

/** `ninja.pagination`: its router differs from the plain one in what the functions answer. */
export const ninjaPagination = `
from ninja import Router


class RouterPaginated(Router):
    pass
`;
