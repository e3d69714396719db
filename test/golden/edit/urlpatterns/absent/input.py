from django.urls import path
