from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils import timezone

from common.models import TimeStampedModel

from .managers import CourseQuerySet, FreeCourseManager, PublishedManager


class Category(models.Model):
    name = models.CharField(max_length=80, unique=True)
    slug = models.SlugField(max_length=80, unique=True)

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "categories"

    def __str__(self):
        return self.name


class Course(TimeStampedModel):
    """A course on offer; ``catalog`` holds all, ``published`` what visitors see."""

    class Level(models.TextChoices):
        BEGINNER = "beginner", "Beginner"
        INTERMEDIATE = "intermediate", "Intermediate"
        ADVANCED = "advanced", "Advanced"

    title = models.CharField(max_length=120)
    slug = models.SlugField(max_length=120, unique=True)
    summary = models.CharField(max_length=250, blank=True)
    description = models.TextField()
    level = models.CharField(
        max_length=12, choices=Level.choices, default=Level.BEGINNER
    )
    price = models.DecimalField(
        max_digits=8, decimal_places=2, default=0, validators=[MinValueValidator(0)]
    )
    category = models.ForeignKey(
        Category,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="courses",
    )
    instructor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="courses_taught",
    )
    is_published = models.BooleanField(default=False)
    published_at = models.DateTimeField(null=True, blank=True, editable=False)
    enrolment_count = models.PositiveIntegerField(default=0, editable=False)

    catalog = models.Manager.from_queryset(CourseQuerySet)()
    published = PublishedManager()

    class Meta:
        ordering = ["title", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(price__gte=0), name="course_price_not_negative"
            ),
        ]

    def __str__(self):
        if self.category is None:
            return self.title
        return f"{self.title} ({self.category.name})"

    def save(self, *args, **kwargs):
        if self.is_published and self.published_at is None:
            self.published_at = timezone.now()
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        return reverse("courses:detail", kwargs={"slug": self.slug})

    @property
    def is_free(self):
        return self.price == 0


class FreeCourse(Course):
    """The courses that cost nothing."""

    objects = FreeCourseManager()

    class Meta:
        proxy = True


class Lesson(TimeStampedModel):
    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="lessons")
    title = models.CharField(max_length=120)
    content = models.TextField(blank=True)
    position = models.PositiveSmallIntegerField(validators=[MinValueValidator(1)])
    duration_minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    attachment = models.FileField(upload_to="lessons/", blank=True)

    class Meta:
        ordering = ["course", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["course", "position"], name="lesson_position_unique_in_course"
            ),
        ]

    def __str__(self):
        return f"{self.position}. {self.title}"


class Review(TimeStampedModel):
    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="reviews")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="reviews"
    )
    rating = models.PositiveSmallIntegerField(
        validators=[MinValueValidator(1), MaxValueValidator(5)]
    )
    comment = models.TextField(blank=True)

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["course", "author"], name="one_review_per_author_and_course"
            ),
            models.CheckConstraint(
                condition=models.Q(rating__gte=1, rating__lte=5),
                name="review_rating_from_1_to_5",
            ),
        ]

    def __str__(self):
        return f"{self.rating}/5 for {self.course.title}"
