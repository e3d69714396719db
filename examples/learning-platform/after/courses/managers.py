from django.db import models


class CourseQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Staff see drafts too, everybody else what is published."""
        return self if user.is_staff else self.filter(is_published=True)


class PublishedManager(models.Manager.from_queryset(CourseQuerySet)):
    def get_queryset(self):
        return super().get_queryset().filter(is_published=True)


class FreeCourseManager(models.Manager.from_queryset(CourseQuerySet)):
    def get_queryset(self):
        return super().get_queryset().filter(price=0)
