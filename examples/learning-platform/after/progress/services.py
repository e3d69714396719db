from django.db import transaction
from rest_framework.exceptions import PermissionDenied

from enrolments import services as enrolments
from enrolments.models import Enrollment

from .models import LessonProgress


@transaction.atomic
def complete_lesson(user, lesson):
    """Record the lesson as done, and the course with its last lesson."""
    enrollment = (
        Enrollment.objects.filter(user=user, course=lesson.course)
        .exclude(status=Enrollment.Status.WITHDRAWN)
        .first()
    )
    if enrollment is None:
        raise PermissionDenied("Join the course first.")
    progress, _ = LessonProgress.objects.get_or_create(
        enrollment=enrollment, lesson=lesson
    )
    if enrollment.percent_complete == 100:
        enrolments.complete(enrollment)
    return progress
