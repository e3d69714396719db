from django.contrib.auth.decorators import login_required
from django.shortcuts import render


@login_required
def dashboard(request):
    """A learner's courses and how far they have come."""
    enrolments = request.user.enrolments.select_related("course")
    return render(request, "enrolments/dashboard.html", {"enrolments": enrolments})
