if DEBUG:
    urlpatterns = [a]
else:
    urlpatterns = [b]
