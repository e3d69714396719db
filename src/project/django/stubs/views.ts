/** Which methods DRF's views, mixins and view sets have, and whom a view asks for permission. */
export const restViews = String.raw`
from django.views.generic import View
from rest_framework.exceptions import PermissionDenied
from soundcheck_ import permission_classes


class APIView(View):
    def get_permissions(self):
        return [permission() for permission in permission_classes(self)]

    def check_object_permissions(self, request, obj):
        for permission in self.get_permissions():
            if not permission.has_object_permission(request, self, obj):
                raise PermissionDenied()
`;

/** The actions of DRF's mixins. */
export const restMixins = String.raw`
class CreateModelMixin:
    def create(self, request, *args, **kwargs):
        pass


class ListModelMixin:
    def list(self, request, *args, **kwargs):
        pass


class RetrieveModelMixin:
    def retrieve(self, request, *args, **kwargs):
        pass


class UpdateModelMixin:
    def update(self, request, *args, **kwargs):
        pass

    def partial_update(self, request, *args, **kwargs):
        pass


class DestroyModelMixin:
    def destroy(self, request, *args, **kwargs):
        pass
`;

/** DRF's generic views. */
export const restGenerics = String.raw`
from rest_framework import mixins, views
from soundcheck_ import row_of_another


class GenericAPIView(views.APIView):
    queryset = None
    serializer_class = None
    lookup_field = "pk"
    lookup_url_kwarg = None

    def get_queryset(self):
        return self.queryset

    def get_object(self):
        obj = row_of_another()
        self.check_object_permissions(self.request, obj)
        return obj


class _Get:
    def get(self, request, *args, **kwargs):
        pass


class _Post:
    def post(self, request, *args, **kwargs):
        pass


class _Put:
    def put(self, request, *args, **kwargs):
        pass

    def patch(self, request, *args, **kwargs):
        pass


class _Delete:
    def delete(self, request, *args, **kwargs):
        pass


class CreateAPIView(_Post, mixins.CreateModelMixin, GenericAPIView):
    pass


class ListAPIView(_Get, mixins.ListModelMixin, GenericAPIView):
    pass


class RetrieveAPIView(_Get, mixins.RetrieveModelMixin, GenericAPIView):
    pass


class DestroyAPIView(_Delete, mixins.DestroyModelMixin, GenericAPIView):
    pass


class UpdateAPIView(_Put, mixins.UpdateModelMixin, GenericAPIView):
    pass


class ListCreateAPIView(_Get, _Post, mixins.ListModelMixin, mixins.CreateModelMixin, GenericAPIView):
    pass


class RetrieveUpdateAPIView(_Get, _Put, mixins.RetrieveModelMixin, mixins.UpdateModelMixin, GenericAPIView):
    pass


class RetrieveDestroyAPIView(_Get, _Delete, mixins.RetrieveModelMixin, mixins.DestroyModelMixin, GenericAPIView):
    pass


class RetrieveUpdateDestroyAPIView(
    _Get,
    _Put,
    _Delete,
    mixins.RetrieveModelMixin,
    mixins.UpdateModelMixin,
    mixins.DestroyModelMixin,
    GenericAPIView,
):
    pass
`;

/** DRF's view sets. */
export const restViewsets = String.raw`
from rest_framework import generics, mixins, views
from soundcheck_ import extra_actions


class ViewSetMixin:
    @classmethod
    def get_extra_actions(cls):
        return extra_actions(cls)


class ViewSet(ViewSetMixin, views.APIView):
    pass


class GenericViewSet(ViewSetMixin, generics.GenericAPIView):
    pass


class ReadOnlyModelViewSet(mixins.RetrieveModelMixin, mixins.ListModelMixin, GenericViewSet):
    pass


class ModelViewSet(
    mixins.CreateModelMixin,
    mixins.RetrieveModelMixin,
    mixins.UpdateModelMixin,
    mixins.DestroyModelMixin,
    mixins.ListModelMixin,
    GenericViewSet,
):
    pass
`;
