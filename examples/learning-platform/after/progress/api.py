from rest_framework import viewsets

from .models import LessonProgress
from .serializers import LessonProgressSerializer


class LessonProgressViewSet(viewsets.ReadOnlyModelViewSet):
    """The lessons one has finished."""

    serializer_class = LessonProgressSerializer
    filterset_fields = ["enrollment", "lesson__course__slug"]

    def get_queryset(self):
        progress = LessonProgress.objects.filter(enrollment__user=self.request.user.pk)
        return progress.select_related("enrollment__course", "lesson__course")
