/** Router and views of djangorestframework-bulk, which change many objects at the address of their list. */
export const bulkRouters = String.raw`
from rest_framework.routers import DefaultRouter


class BulkRouter(DefaultRouter):
    routes = [
        DefaultRouter.routes[0]._replace(
            mapping={
                "get": "list",
                "post": "create",
                "put": "bulk_update",
                "patch": "partial_bulk_update",
                "delete": "bulk_destroy",
            }
        ),
        *DefaultRouter.routes[1:],
    ]
`;

export const bulkViews = String.raw`
from rest_framework import generics, mixins, viewsets


class BulkCreateModelMixin(mixins.CreateModelMixin):
    pass


class BulkUpdateModelMixin:
    def bulk_update(self, request, *args, **kwargs):
        pass

    def partial_bulk_update(self, request, *args, **kwargs):
        pass


class BulkDestroyModelMixin:
    def bulk_destroy(self, request, *args, **kwargs):
        pass


class BulkDestroyAPIView(BulkDestroyModelMixin, generics.GenericAPIView):
    def delete(self, request, *args, **kwargs):
        pass


class BulkUpdateAPIView(BulkUpdateModelMixin, generics.GenericAPIView):
    def put(self, request, *args, **kwargs):
        pass

    def patch(self, request, *args, **kwargs):
        pass


class ListBulkCreateAPIView(BulkCreateModelMixin, generics.ListCreateAPIView):
    pass


class ListCreateBulkUpdateAPIView(BulkUpdateAPIView, generics.ListCreateAPIView):
    pass


class ListCreateBulkUpdateDestroyAPIView(BulkDestroyAPIView, BulkUpdateAPIView, generics.ListCreateAPIView):
    pass


class ListBulkCreateUpdateAPIView(BulkCreateModelMixin, ListCreateBulkUpdateAPIView):
    pass


class ListBulkCreateDestroyAPIView(BulkCreateModelMixin, BulkDestroyAPIView, generics.ListCreateAPIView):
    pass


class ListBulkCreateUpdateDestroyAPIView(BulkCreateModelMixin, ListCreateBulkUpdateDestroyAPIView):
    pass


class BulkModelViewSet(BulkUpdateModelMixin, BulkCreateModelMixin, BulkDestroyModelMixin, viewsets.ModelViewSet):
    pass
`;
