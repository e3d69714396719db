from rest_framework import serializers

from courses.serializers import LessonSummarySerializer

from .models import LessonProgress


class LessonProgressSerializer(serializers.ModelSerializer):
    lesson = LessonSummarySerializer(read_only=True)
    course = serializers.SlugField(source="lesson.course.slug", read_only=True)
    percent_complete = serializers.IntegerField(
        source="enrollment.percent_complete", read_only=True
    )

    class Meta:
        model = LessonProgress
        fields = ["id", "course", "lesson", "percent_complete", "created_at"]
