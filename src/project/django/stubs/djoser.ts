/** The view sets and views of djoser that decide routes, and the actions that subclasses inherit. */
export const djoserViews = String.raw`
from django.conf import settings
from django.contrib.auth import get_user_model
from rest_framework import generics, views, viewsets
from rest_framework.decorators import action
from soundcheck_ import primary_key, username_field

User = get_user_model()
USERNAME_FIELD = username_field(User)


class TokenCreateView(generics.GenericAPIView):
    def post(self, request, **kwargs):
        pass


class TokenDestroyView(views.APIView):
    def post(self, request):
        pass


class UserViewSet(viewsets.ModelViewSet):
    queryset = User.objects.all()
    lookup_field = getattr(settings, "DJOSER", {}).get("USER_ID_FIELD", primary_key(User))

    @action(["get", "put", "patch", "delete"], detail=False)
    def me(self, request, *args, **kwargs):
        pass

    @action(["post"], detail=False)
    def activation(self, request, *args, **kwargs):
        pass

    @action(["post"], detail=False)
    def resend_activation(self, request, *args, **kwargs):
        pass

    @action(["post"], detail=False)
    def set_password(self, request, *args, **kwargs):
        pass

    @action(["post"], detail=False)
    def reset_password(self, request, *args, **kwargs):
        pass

    @action(["post"], detail=False)
    def reset_password_confirm(self, request, *args, **kwargs):
        pass

    @action(["post"], detail=False, url_path=f"set_{USERNAME_FIELD}")
    def set_username(self, request, *args, **kwargs):
        pass

    @action(["post"], detail=False, url_path=f"reset_{USERNAME_FIELD}")
    def reset_username(self, request, *args, **kwargs):
        pass

    @action(["post"], detail=False, url_path=f"reset_{USERNAME_FIELD}_confirm")
    def reset_username_confirm(self, request, *args, **kwargs):
        pass
`;

/** The URLs of users; their names follow from the user model. */
export const djoserUrls = String.raw`
from djoser import views
from rest_framework.routers import DefaultRouter

router = DefaultRouter()
router.register("users", views.UserViewSet)
urlpatterns = router.urls
`;

/** The URLs that hand out tokens of DRF. */
export const djoserTokenUrls = String.raw`
from django.urls import re_path
from djoser import views

urlpatterns = [
    re_path(r"^token/login/?$", views.TokenCreateView.as_view(), name="login"),
    re_path(r"^token/logout/?$", views.TokenDestroyView.as_view(), name="logout"),
]
`;

/** The URLs that hand out JSON web tokens. */
export const djoserJwtUrls = String.raw`
from django.urls import re_path
from rest_framework_simplejwt import views

urlpatterns = [
    re_path(r"^jwt/create/?", views.TokenObtainPairView.as_view(), name="jwt-create"),
    re_path(r"^jwt/refresh/?", views.TokenRefreshView.as_view(), name="jwt-refresh"),
    re_path(r"^jwt/verify/?", views.TokenVerifyView.as_view(), name="jwt-verify"),
]
`;
