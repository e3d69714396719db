from django.db import models

from common.models import TimeStampedModel
from courses.models import Lesson
from enrolments.models import Enrollment


class LessonProgress(TimeStampedModel):
    """A lesson that a learner has finished."""

    enrollment = models.ForeignKey(
        Enrollment, on_delete=models.CASCADE, related_name="lesson_progress"
    )
    lesson = models.ForeignKey(
        Lesson, on_delete=models.CASCADE, related_name="progress"
    )

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name_plural = "lesson progress"
        constraints = [
            models.UniqueConstraint(
                fields=["enrollment", "lesson"], name="lesson_completed_once"
            ),
        ]

    def __str__(self):
        return f"{self.enrollment.user} finished {self.lesson.title}"
