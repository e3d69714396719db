from django.conf.urls import url, include

urlpatterns = [
    url(r'^api/', include('courses.urls')),
    url(r'^', include('pages.urls'))
]
