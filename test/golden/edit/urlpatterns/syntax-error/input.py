urlpatterns = [
    path("a/", a
]
