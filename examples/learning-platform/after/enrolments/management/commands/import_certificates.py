from django.core.management.base import BaseCommand

from accounts.models import User
from courses.models import Course
from enrolments.models import Enrollment, LegacyCertificate


class Command(BaseCommand):
    help = "Turn the former system's certificates into completed enrollments."

    def handle(self, *args, **options):
        imported = sum(map(self.import_one, LegacyCertificate.objects.iterator()))
        self.stdout.write(f"{imported} certificates imported.")

    def import_one(self, certificate):
        user = User.objects.filter(email=certificate.email).first()
        course = Course.catalog.filter(slug=certificate.course_slug).first()
        if user is None or course is None:
            self.stderr.write(f"{certificate}: no such user or course, skipped.")
            return False
        Enrollment.objects.update_or_create(
            user=user,
            course=course,
            defaults={
                "status": Enrollment.Status.COMPLETED,
                "completed_at": certificate.issued_at,
            },
        )
        return True
