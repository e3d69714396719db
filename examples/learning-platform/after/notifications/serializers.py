from rest_framework import serializers

from .models import Notification


class NotificationSerializer(serializers.ModelSerializer):
    class Meta:
        model = Notification
        fields = ["id", "message", "created_at", "read_at"]
        read_only_fields = fields

    def to_representation(self, instance):
        """Add the page the message is about."""
        data = super().to_representation(instance)
        data["link"] = instance.course.get_absolute_url() if instance.course else None
        return data
