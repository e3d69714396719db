from django.urls import path, re_path
from courses.views import page, search

urlpatterns = [
    path("search/", search),
    path("<slug:slug>/", page),
    re_path(r"^.*$", page),
]
