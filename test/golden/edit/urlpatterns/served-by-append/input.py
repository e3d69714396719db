from django.urls import path

urlpatterns = []
urlpatterns.append(path("health/", status))
