"""What happens when people join, finish and leave courses."""

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from common.exceptions import Conflict
from courses.models import Course
from notifications.services import notify

from .models import Enrollment


@transaction.atomic
def enroll(user, course):
    """Return the user's enrollment and whether it was made just now."""
    enrollment, created = Enrollment.objects.get_or_create(user=user, course=course)
    if created:
        change_enrolment_count(course, by=1)
        notify(user, f"Welcome to {course.title}.", course=course)
    elif enrollment.status == Enrollment.Status.WITHDRAWN:
        enrollment.status = Enrollment.Status.ACTIVE
        enrollment.save(update_fields=["status", "updated_at"])
        change_enrolment_count(course, by=1)
    return enrollment, created


@transaction.atomic
def complete(enrollment):
    """Finish the course; finishing twice changes nothing."""
    if enrollment.status == Enrollment.Status.WITHDRAWN:
        raise Conflict("You have left this course.")
    if enrollment.status == Enrollment.Status.ACTIVE:
        enrollment.status = Enrollment.Status.COMPLETED
        enrollment.completed_at = timezone.now()
        enrollment.save(update_fields=["status", "completed_at", "updated_at"])
        course = enrollment.course
        notify(enrollment.user, f"You completed {course.title}.", course=course)
    return enrollment


@transaction.atomic
def withdraw(enrollment):
    """Leave the course; what was completed stays completed."""
    if enrollment.status == Enrollment.Status.COMPLETED:
        raise Conflict("A completed course cannot be left.")
    if enrollment.status == Enrollment.Status.ACTIVE:
        enrollment.status = Enrollment.Status.WITHDRAWN
        enrollment.save(update_fields=["status", "updated_at"])
        change_enrolment_count(enrollment.course, by=-1)
    return enrollment


def change_enrolment_count(course, by):
    courses = Course.catalog.filter(pk=course.pk)
    courses.update(enrolment_count=F("enrolment_count") + by)
