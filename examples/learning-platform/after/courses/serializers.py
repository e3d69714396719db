from rest_framework import serializers

from .models import Category, Course, Lesson, Review


class CategorySerializer(serializers.HyperlinkedModelSerializer):
    class Meta:
        model = Category
        fields = ["url", "name", "slug"]
        extra_kwargs = {"url": {"lookup_field": "slug"}}


class LessonSummarySerializer(serializers.ModelSerializer):
    class Meta:
        model = Lesson
        fields = ["id", "title", "position", "duration_minutes"]


class LessonSerializer(serializers.ModelSerializer):
    course = serializers.SlugRelatedField(
        slug_field="slug", queryset=Course.catalog.all()
    )

    class Meta:
        model = Lesson
        fields = [
            "id",
            "course",
            "title",
            "content",
            "position",
            "duration_minutes",
            "attachment",
        ]


class CourseListSerializer(serializers.HyperlinkedModelSerializer):
    """A course in lists and inside other objects."""

    category = serializers.StringRelatedField()
    lesson_count = serializers.SerializerMethodField()

    class Meta:
        model = Course
        fields = [
            "url",
            "slug",
            "title",
            "summary",
            "level",
            "price",
            "category",
            "lesson_count",
        ]
        extra_kwargs = {"url": {"lookup_field": "slug"}}

    def get_lesson_count(self, course) -> int:
        return course.lessons.count()


class CourseDetailSerializer(serializers.ModelSerializer):
    """One course with all its lessons; staff write it."""

    category = serializers.SlugRelatedField(
        slug_field="slug",
        queryset=Category.objects.all(),
        allow_null=True,
        required=False,
    )
    instructor = serializers.CharField(source="instructor.display_name", read_only=True)
    lessons = LessonSummarySerializer(many=True, read_only=True)
    is_enrolled = serializers.SerializerMethodField()

    class Meta:
        model = Course
        fields = [
            "id",
            "slug",
            "title",
            "summary",
            "description",
            "level",
            "price",
            "category",
            "instructor",
            "is_published",
            "published_at",
            "enrolment_count",
            "lessons",
            "is_enrolled",
        ]
        read_only_fields = ["published_at", "enrolment_count"]

    def get_is_enrolled(self, course) -> bool:
        user = self.context["request"].user
        return user.is_authenticated and course.enrolments.filter(user=user).exists()


class ReviewSerializer(serializers.ModelSerializer):
    course = serializers.SlugRelatedField(
        slug_field="slug", queryset=Course.published.all()
    )
    author = serializers.CharField(source="author.display_name", read_only=True)

    class Meta:
        model = Review
        fields = ["id", "course", "author", "rating", "comment", "created_at"]

    def validate_course(self, course):
        others = course.reviews.filter(author=self.context["request"].user)
        if self.instance:
            others = others.exclude(pk=self.instance.pk)
        if others.exists():
            raise serializers.ValidationError("You have reviewed this course already.")
        return course
