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

    def view_of(self, view_func):
        return view_func

    def patterns_below(self, prefix):
        patterns = []
        for path, operations in self.operations.items():
            for operation in operations:
                view = self.view_of(operations[0][0])
                patterns.append(django_path(route_of(prefix, path), view, name=operation[1]))
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

/** django-ninja-extra: controllers are classes whose methods are the functions of an API. */
export const ninjaExtra = `
from django.urls import include, path as django_path
from django.utils.module_loading import autodiscover_modules, import_string
from ninja import NinjaAPI, Router
from ninja_extra.controllers.model.builder import ModelControllerBuilder
from ninja_extra.controllers.route.route_functions import RouteFunction
from soundcheck_ import functions_with, is_own_class

CONTROLLERS = []


class Endpoint:
    def __init__(self, *methods):
        self.methods = list(methods)

    def __call__(self, path="", *, methods=None, url_name=None, **kwargs):
        def decorator(view_func):
            view_func.ninja_route_ = (path, methods or self.methods, url_name)
            return view_func

        return decorator


http_get = Endpoint("GET")
http_post = Endpoint("POST")
http_put = Endpoint("PUT")
http_patch = Endpoint("PATCH")
http_delete = Endpoint("DELETE")
http_generic = Endpoint()


class route:
    get = http_get
    post = http_post
    put = http_put
    patch = http_patch
    delete = http_delete
    generic = http_generic


class ControllerBase:
    pass


class ModelControllerBase(ControllerBase):
    model_config = None


class Controller(Router):
    def __init__(self, prefix, cls, namespace):
        super().__init__()
        self.prefix = prefix
        self.namespace = namespace
        self.controller_class = cls
        for view_func in functions_with(cls, "ninja_route_"):
            path, methods, url_name = view_func.ninja_route_
            self.add_api_operation(path, methods, view_func, url_name=url_name)

    def view_of(self, view_func):
        return RouteFunction(view_func)

    def patterns_below(self, prefix):
        patterns = super().patterns_below(prefix)
        if getattr(self.controller_class, "model_config", None) is not None:
            patterns.append(ModelControllerBuilder(self.controller_class))
        return [django_path("", include((patterns, self.namespace)))] if self.namespace else patterns


def api_controller(prefix_or_class="", *args, auto_import=True, urls_namespace=None, **kwargs):
    prefix = prefix_or_class if isinstance(prefix_or_class, str) else ""

    def decorator(cls):
        cls.controller_ = Controller(prefix, cls, urls_namespace)
        if getattr(cls, "auto_import", auto_import):
            CONTROLLERS.append(cls)
        return cls

    return decorator if isinstance(prefix_or_class, str) else decorator(prefix_or_class)


class NinjaExtraAPI(NinjaAPI):
    def register_controllers(self, *controllers):
        for named in controllers:
            controller = import_string(named) if isinstance(named, str) else named
            if is_own_class(controller):
                self.add_router(controller.controller_.prefix, controller.controller_)

    def auto_discover_controllers(self):
        autodiscover_modules("api", "controllers")
        self.register_controllers(*CONTROLLERS)
`;
