"""Health endpoints for load balancers, orchestrators and uptime monitors."""

import logging

from django.contrib.auth import decorators as auth_decorators
from django.db import Error, connection, transaction
from django.http import JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

logger = logging.getLogger(__name__)

# Django 5.1 and newer exempt a view from LoginRequiredMiddleware with this decorator.
login_not_required = getattr(auth_decorators, "login_not_required", lambda view: view)


@login_not_required
@never_cache
@require_safe
@transaction.non_atomic_requests
def health_check(request):
    """Answer whether this process can serve requests: 503 while the database is away."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            cursor.fetchone()
    except Error:
        # The exception names hosts and users, so it goes to the log and not to the client.
        logger.exception("The health check cannot reach the database")
        return JsonResponse(
            {"status": "unhealthy", "database": "unavailable"}, status=503
        )
    return JsonResponse({"status": "healthy", "database": "connected"})


@login_not_required
@never_cache
@require_safe
@transaction.non_atomic_requests
def liveness(request):
    """Answer whether this process is alive, whatever the state of the database."""
    return JsonResponse({"status": "alive"})
