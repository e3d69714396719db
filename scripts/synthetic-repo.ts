import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Writes a Django repository with `apps` apps of ten models, serializers and view sets each. */
export function writeSyntheticRepo(root: string, apps: number): void {
  const names = Array.from({ length: apps }, (_, index) => `app${String(index).padStart(4, "0")}`);
  write(root, "manage.py", manage());
  write(root, "config/__init__.py", "");
  write(root, "config/settings.py", settings(names));
  write(root, "config/urls.py", urls(names));
  for (const name of names) {
    write(root, `${name}/__init__.py`, "");
    write(root, `${name}/models.py`, models());
    write(root, `${name}/serializers.py`, serializers(name));
    write(root, `${name}/views.py`, views(name));
    write(root, `${name}/urls.py`, routes(name));
  }
}

const NUMBERS = Array.from({ length: 10 }, (_, index) => index);

function write(root: string, path: string, text: string): void {
  const target = join(root, path);
  mkdirSync(join(target, ".."), { recursive: true });
  writeFileSync(target, text);
}

function manage(): string {
  return `import os
import sys

from django.core.management import execute_from_command_line

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
execute_from_command_line(sys.argv)
`;
}

function settings(names: readonly string[]): string {
  return `SECRET_KEY = "x"
ROOT_URLCONF = "config.urls"
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": "db.sqlite3"}}
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "rest_framework",
${names.map((name) => `    "${name}",`).join("\n")}
]
`;
}

function urls(names: readonly string[]): string {
  return `from django.urls import include, path

urlpatterns = [
${names.map((name) => `    path("${name}/", include("${name}.urls")),`).join("\n")}
]
`;
}

function models(): string {
  const classes = NUMBERS.map(
    (n) => `class Thing${n}(models.Model):
    name = models.CharField(max_length=100)
    created = models.DateTimeField(auto_now_add=True)

    def __str__(self):
        return self.name
`,
  );
  return `from django.db import models\n\n\n${classes.join("\n\n")}`;
}

function serializers(name: string): string {
  const classes = NUMBERS.map(
    (n) => `class Thing${n}Serializer(serializers.ModelSerializer):
    class Meta:
        model = models.Thing${n}
        fields = ["id", "name", "created"]
`,
  );
  return `from rest_framework import serializers\n\nfrom ${name} import models\n\n\n${classes.join("\n\n")}`;
}

function views(name: string): string {
  const classes = NUMBERS.map(
    (n) => `class Thing${n}ViewSet(viewsets.ModelViewSet):
    queryset = models.Thing${n}.objects.all()
    serializer_class = serializers.Thing${n}Serializer
`,
  );
  return `from rest_framework import viewsets\n\nfrom ${name} import models, serializers\n\n\n${classes.join("\n\n")}`;
}

function routes(name: string): string {
  return `from rest_framework.routers import DefaultRouter

from ${name} import views

router = DefaultRouter()
${NUMBERS.map((n) => `router.register("thing${n}", views.Thing${n}ViewSet)`).join("\n")}
urlpatterns = router.urls
`;
}
