from django.utils import timezone
from rest_framework import viewsets
from rest_framework.decorators import action
from rest_framework.response import Response

from .models import Notification
from .serializers import NotificationSerializer


class NotificationViewSet(viewsets.ReadOnlyModelViewSet):
    serializer_class = NotificationSerializer
    search_fields = ["message"]

    def get_queryset(self):
        notifications = Notification.objects.filter(user=self.request.user.pk)
        return notifications.select_related("course")

    @action(detail=True, methods=["post"], url_path="mark-read")
    def mark_read(self, request, pk=None):
        notification = self.get_object()
        if notification.read_at is None:
            notification.read_at = timezone.now()
            notification.save(update_fields=["read_at"])
        return Response(self.get_serializer(notification).data)

    @action(detail=False, url_path="unread-count")
    def unread_count(self, request):
        unread = self.get_queryset().filter(read_at=None)
        return Response({"unread": unread.count()})
