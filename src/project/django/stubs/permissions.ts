/** Django REST framework's permissions: whom each of them lets in. */
export const restPermissions = String.raw`
SAFE_METHODS = ("GET", "HEAD", "OPTIONS")


class OperandHolder_:
    def __init__(self, operator_class, *operands):
        self.operator_class = operator_class
        self.operands = operands

    def __call__(self, *args, **kwargs):
        return self.operator_class(*[operand(*args, **kwargs) for operand in self.operands])

    def __and__(self, other):
        return OperandHolder_(AND, self, other)

    def __or__(self, other):
        return OperandHolder_(OR, self, other)

    def __rand__(self, other):
        return OperandHolder_(AND, other, self)

    def __ror__(self, other):
        return OperandHolder_(OR, other, self)


class AND:
    def __init__(self, op1, op2):
        self.op1 = op1
        self.op2 = op2

    def has_permission(self, request, view):
        return self.op1.has_permission(request, view) and self.op2.has_permission(request, view)

    def has_object_permission(self, request, view, obj):
        return self.op1.has_object_permission(
            request, view, obj
        ) and self.op2.has_object_permission(request, view, obj)


class OR:
    def __init__(self, op1, op2):
        self.op1 = op1
        self.op2 = op2

    def has_permission(self, request, view):
        return self.op1.has_permission(request, view) or self.op2.has_permission(request, view)

    def has_object_permission(self, request, view, obj):
        return any(
            one.has_permission(request, view) and one.has_object_permission(request, view, obj)
            for one in (self.op1, self.op2)
        )


class BasePermissionMetaclass(type):
    def __and__(cls, other):
        return OperandHolder_(AND, cls, other)

    def __or__(cls, other):
        return OperandHolder_(OR, cls, other)


class BasePermission(metaclass=BasePermissionMetaclass):
    def has_permission(self, request, view):
        return True

    def has_object_permission(self, request, view, obj):
        return True


class AllowAny(BasePermission):
    pass


class IsAuthenticated(BasePermission):
    def has_permission(self, request, view):
        return bool(request.user and request.user.is_authenticated)


class IsAdminUser(BasePermission):
    def has_permission(self, request, view):
        return bool(request.user and request.user.is_staff)


class IsAuthenticatedOrReadOnly(BasePermission):
    def has_permission(self, request, view):
        return bool(request.method in SAFE_METHODS or request.user and request.user.is_authenticated)


class DjangoModelPermissions(BasePermission):
    authenticated_users_only = True
    perms_map = {
        "GET": [],
        "OPTIONS": [],
        "HEAD": [],
        "POST": ["%(app_label)s.add_%(model_name)s"],
        "PUT": ["%(app_label)s.change_%(model_name)s"],
        "PATCH": ["%(app_label)s.change_%(model_name)s"],
        "DELETE": ["%(app_label)s.delete_%(model_name)s"],
    }

    def has_permission(self, request, view):
        if not request.user or (not request.user.is_authenticated and self.authenticated_users_only):
            return False
        return request.user.has_perms(self.perms_map[request.method])


class DjangoModelPermissionsOrAnonReadOnly(DjangoModelPermissions):
    authenticated_users_only = False

    def has_permission(self, request, view):
        return request.user.has_perms(self.perms_map[request.method])


class DjangoObjectPermissions(DjangoModelPermissions):
    pass
`;
