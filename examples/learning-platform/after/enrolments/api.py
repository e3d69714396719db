from rest_framework import viewsets
from rest_framework.decorators import action
from rest_framework.response import Response

from . import services
from .models import Enrollment
from .serializers import EnrollmentSerializer


class EnrollmentViewSet(viewsets.ReadOnlyModelViewSet):
    """One's own enrollments; joining is an action of the course."""

    serializer_class = EnrollmentSerializer
    filterset_fields = ["status"]
    search_fields = ["course__title"]
    ordering_fields = ["created_at", "completed_at"]

    def get_queryset(self):
        enrollments = Enrollment.objects.filter(user=self.request.user.pk)
        return enrollments.select_related("course__category").prefetch_related(
            "course__lessons", "lesson_progress"
        )

    @action(detail=True, methods=["post"])
    def complete(self, request, pk=None):
        enrollment = services.complete(self.get_object())
        return Response(self.get_serializer(enrollment).data)

    @action(detail=True, methods=["post"])
    def withdraw(self, request, pk=None):
        enrollment = services.withdraw(self.get_object())
        return Response(self.get_serializer(enrollment).data)
