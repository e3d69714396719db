import type { Stub } from "../../../python/index.js";

const module = (source: string): Stub => ({ source, isPackage: false });

const attachmentSerializers = String.raw`
from rest_framework.serializers import ModelSerializer
from unicef_attachments.models import Attachment, AttachmentLink


class BaseAttachmentSerializer(ModelSerializer):
    class Meta:
        model = Attachment


class Base64AttachmentSerializer(BaseAttachmentSerializer):
    pass


class AttachmentLinkSerializer(ModelSerializer):
    class Meta:
        model = AttachmentLink


class AttachmentFileUploadSerializer(ModelSerializer):
    class Meta:
        model = Attachment


class AttachmentPDFSerializer(ModelSerializer):
    class Meta:
        model = Attachment
`;

const attachmentViews = String.raw`
from django.views.generic import DetailView
from rest_framework import generics


class AttachmentListView(generics.ListAPIView):
    pass


class AttachmentLinkListCreateView(generics.ListCreateAPIView):
    pass


class AttachmentLinkDeleteView(generics.DestroyAPIView):
    pass


class AttachmentFileView(DetailView):
    pass


class AttachmentCreateView(generics.CreateAPIView):
    pass


class AttachmentUpdateView(generics.UpdateAPIView):
    pass
`;

const attachmentUrls = String.raw`
from django.urls import re_path
from unicef_attachments import views

app_name = "attachments"
urlpatterns = (
    re_path(r"^$", view=views.AttachmentListView.as_view(), name="list"),
    re_path(r"^file/(?P<pk>\d+)/$", view=views.AttachmentFileView.as_view(), name="file"),
    re_path(
        r"^links/(?P<app>[\w\.]+)/(?P<model>\w+)/(?P<object_pk>\d+)/$",
        view=views.AttachmentLinkListCreateView.as_view(),
        name="link",
    ),
    re_path(r"^links/(?P<pk>\d+)/$", view=views.AttachmentLinkDeleteView.as_view(), name="link-delete"),
    re_path(r"^upload/$", view=views.AttachmentCreateView.as_view(), name="create"),
)
`;

const locationUtils = String.raw`
from django.apps import apps
from django.conf import settings


def get_location_model():
    return apps.get_model(settings.UNICEF_LOCATIONS_MODEL)
`;

const locationSerializers = String.raw`
from rest_framework.serializers import ModelSerializer
from unicef_locations.models import CartoDBTable
from unicef_locations.utils import get_location_model


class CartoDBTableSerializer(ModelSerializer):
    class Meta:
        model = CartoDBTable


class LocationLightSerializer(ModelSerializer):
    class Meta:
        model = get_location_model()


class LocationSerializer(LocationLightSerializer):
    pass


class LocationExportSerializer(ModelSerializer):
    class Meta:
        model = get_location_model()


class LocationExportFlatSerializer(LocationExportSerializer):
    pass
`;

const locationViews = String.raw`
from rest_framework import mixins, viewsets
from rest_framework.generics import ListAPIView
from unicef_locations.models import CartoDBTable
from unicef_locations.utils import get_location_model


class CartoDBTablesView(ListAPIView):
    queryset = CartoDBTable.objects.all()


class LocationsViewSet(
    mixins.RetrieveModelMixin,
    mixins.ListModelMixin,
    mixins.CreateModelMixin,
    mixins.UpdateModelMixin,
    viewsets.GenericViewSet,
):
    queryset = get_location_model().objects.all()


class LocationsLightViewSet(mixins.ListModelMixin, viewsets.GenericViewSet):
    queryset = get_location_model().objects.all()


class LocationQuerySetView(ListAPIView):
    model = get_location_model()
`;

const nestedRouter = String.raw`
from rest_framework_nested import routers


class NestedComplexRouter(routers.NestedSimpleRouter):
    pass
`;

const exportViews = String.raw`
from rest_framework.generics import ListAPIView
from rest_framework.mixins import ListModelMixin
from rest_framework.viewsets import GenericViewSet


class ExportMixin:
    pass


class ExportViewBase(ExportMixin):
    pagination_class = None


class ExportView(ExportViewBase, ListAPIView):
    pass


class ExportViewSet(ExportViewBase, ListModelMixin, GenericViewSet):
    pass


class ExportModelView(ListAPIView):
    pass
`;

const snapshotViews = String.raw`
from rest_framework.generics import ListAPIView


class ActivityListView(ListAPIView):
    pass


class FSMSnapshotViewMixin:
    pass
`;

/** Classes that add neither actions nor handlers. */
const plain = (...names: readonly string[]): Stub =>
  module(names.map((name) => `class ${name}:\n    pass\n`).join("\n\n"));

const MODULES: Readonly<Record<string, Stub>> = {
  "etools_validator.mixins": plain("ValidatorViewMixin"),
  "unicef_attachments.serializers": module(attachmentSerializers),
  "unicef_attachments.urls": module(attachmentUrls),
  "unicef_attachments.views": module(attachmentViews),
  "unicef_locations.serializers": module(locationSerializers),
  "unicef_locations.utils": module(locationUtils),
  "unicef_locations.views": module(locationViews),
  "unicef_rest_export.views": module(exportViews),
  "unicef_restlib.routers": module(nestedRouter),
  "unicef_restlib.views": plain(
    "MultiSerializerViewSetMixin",
    "NestedViewSetMixin",
    "SafeTenantViewSetMixin",
    "QueryStringFilterMixin",
  ),
  "unicef_snapshot.views": module(snapshotViews),
};

/** Packages that projects of UNICEF share. */
export const unicefStubs: readonly (readonly [string, Stub])[] = [
  ...new Set(Object.keys(MODULES).map((name) => name.slice(0, name.indexOf(".")))),
]
  .map((name): readonly [string, Stub] => [name, { source: "", isPackage: true }])
  .concat(Object.entries(MODULES));
