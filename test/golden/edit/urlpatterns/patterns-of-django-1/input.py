urlpatterns = patterns('',
    url(r'^$', home),
)
