urlpatterns = [route(name) for name in NAMES]
