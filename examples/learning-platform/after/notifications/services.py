from functools import partial

from django.core.mail import send_mail
from django.db import transaction

from .models import Notification


def notify(user, message, course=None):
    """Store a message, and e-mail it once the transaction is safe."""
    notification = Notification.objects.create(
        user=user, message=message, course=course
    )
    transaction.on_commit(partial(send_mail, message, message, None, [user.email]))
    return notification
