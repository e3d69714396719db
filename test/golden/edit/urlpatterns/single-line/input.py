from django.urls import path
urlpatterns = [path('search/', search)]
