import secrets

from django.conf import settings
from django.db import models

from common.models import TimeStampedModel
from courses.models import Course


def generate_reference():
    """A short code that a learner can quote to support."""
    return secrets.token_hex(6)


class Enrollment(TimeStampedModel):
    """A person's place in a course."""

    class Status(models.TextChoices):
        ACTIVE = "active", "Active"
        COMPLETED = "completed", "Completed"
        WITHDRAWN = "withdrawn", "Withdrawn"

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="enrolments"
    )
    course = models.ForeignKey(
        Course, on_delete=models.CASCADE, related_name="enrolments"
    )
    status = models.CharField(
        max_length=10, choices=Status.choices, default=Status.ACTIVE
    )
    reference = models.CharField(
        max_length=12, unique=True, default=generate_reference, editable=False
    )
    completed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "course"], name="one_enrollment_per_user_and_course"
            ),
        ]

    def __str__(self):
        return f"{self.user} in {self.course.title}"

    @property
    def percent_complete(self):
        """Share of the course's lessons that are done, 0 to 100."""
        total = self.course.lessons.count()
        return round(100 * self.lesson_progress.count() / total) if total else 0


class LegacyCertificate(models.Model):
    """A row of the former system's table, which Django does not manage."""

    number = models.CharField(max_length=20, primary_key=True)
    email = models.EmailField()
    course_slug = models.SlugField()
    issued_at = models.DateTimeField()

    class Meta:
        managed = False
        db_table = "legacy_certificate"

    def __str__(self):
        return self.number
