from django.db.models.signals import post_save
from django.dispatch import receiver

from .models import Profile, User


@receiver(post_save, sender=User)
def create_profile(sender, instance, created, raw=False, **kwargs):
    """Give every new user a profile; fixtures bring their own."""
    if created and not raw:
        Profile.objects.create(user=instance)
