from django.contrib.auth.models import AbstractUser
from django.db import models

from common.models import TimeStampedModel

from .managers import UserManager


class User(AbstractUser):
    """A person, known by e-mail address."""

    username = None
    email = models.EmailField("e-mail address", unique=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = []

    objects = UserManager()

    def __str__(self):
        return self.email

    @property
    def display_name(self):
        return self.get_full_name() or self.email.partition("@")[0]


class Profile(TimeStampedModel):
    """What a person tells about themselves; made with the user by a signal."""

    class Visibility(models.TextChoices):
        PUBLIC = "public", "Everybody"
        MEMBERS = "members", "Members only"

    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="profile")
    headline = models.CharField(max_length=120, blank=True)
    bio = models.TextField(blank=True)
    website = models.URLField(blank=True)
    visibility = models.CharField(
        max_length=10, choices=Visibility.choices, default=Visibility.MEMBERS
    )

    def __str__(self):
        return f"Profile of {self.user}"
