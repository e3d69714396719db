from django.db.models.signals import pre_delete
from django.dispatch import receiver

from .models import Lesson


@receiver(pre_delete, sender=Lesson)
def delete_attachment(sender, instance, **kwargs):
    """A lesson takes its file along when it goes."""
    if instance.attachment:
        instance.attachment.delete(save=False)
