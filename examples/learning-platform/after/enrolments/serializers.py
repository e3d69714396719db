from rest_framework import serializers

from courses.serializers import CourseListSerializer

from .models import Enrollment


class EnrollmentSerializer(serializers.ModelSerializer):
    course = CourseListSerializer(read_only=True)
    percent_complete = serializers.IntegerField(read_only=True)

    class Meta:
        model = Enrollment
        fields = [
            "id",
            "reference",
            "course",
            "status",
            "percent_complete",
            "created_at",
            "completed_at",
        ]
        read_only_fields = fields
