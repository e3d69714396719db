from django.urls import path

urlpatterns = [
	path('api/', api)
]
