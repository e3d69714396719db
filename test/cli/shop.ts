const MANAGE = `import os
import sys

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
`;

const SETTINGS = `SECRET_KEY = "x"
ROOT_URLCONF = "config.urls"
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "rest_framework",
    "shop",
]
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": "db.sqlite3"}}
`;

const URLS = `from django.urls import include, path
from rest_framework.routers import DefaultRouter

from shop.views import OrderViewSet

router = DefaultRouter()
router.register("orders", OrderViewSet)

urlpatterns = [
    path("api/", include(router.urls)),
]
`;

const MODELS = `from django.db import models


class Order(models.Model):
    number = models.CharField(max_length=20, unique=True)
`;

const SERIALIZERS = `from rest_framework import serializers

from .models import Order


class OrderSerializer(serializers.ModelSerializer):
    class Meta:
        model = Order
        fields = ["id", "number"]
`;

const VIEWS = `from rest_framework import viewsets

from .models import Order
from .serializers import OrderSerializer


class OrderViewSet(viewsets.ModelViewSet):
    queryset = Order.objects.all()
    serializer_class = OrderSerializer
`;

/** A small shop, as files of a repository. */
export const SHOP: Readonly<Record<string, string>> = {
  "manage.py": MANAGE,
  "requirements.txt": "django>=5.2\ndjangorestframework>=3.16\n",
  "config/__init__.py": "",
  "config/settings.py": SETTINGS,
  "config/urls.py": URLS,
  "shop/__init__.py": "",
  "shop/models.py": MODELS,
  "shop/serializers.py": SERIALIZERS,
  "shop/views.py": VIEWS,
  "shop/migrations/__init__.py": "",
};

/** The shop after a model with its serializer was added. */
export const SHOP_WITH_PARCELS: Readonly<Record<string, string>> = {
  ...SHOP,
  "shop/models.py": `${MODELS}

class Parcel(models.Model):
    weight = models.IntegerField()
`,
  "shop/serializers.py": `${SERIALIZERS.replace("import Order", "import Order, Parcel")}

class ParcelSerializer(serializers.ModelSerializer):
    class Meta:
        model = Parcel
        fields = ["id", "weight"]
`,
};
