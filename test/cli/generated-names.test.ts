import { PositionEncoding, Workspace, type Diagnostic } from "@astral-sh/ruff-wasm-nodejs";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { folderWith, soundcheck } from "./command.js";
import { SHOP } from "./shop.js";

const PLAIN_VIEWS = `from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from .models import Order


def orders(request):
    if request.method == "POST":
        Order.objects.create(number=request.POST["number"])
    return HttpResponse(", ".join(order.number for order in Order.objects.all()))


def order(request, number):
    return HttpResponse(get_object_or_404(Order, number=number).number)
`;

const PLAIN_URLS = `from django.urls import path

from shop import views

urlpatterns = [
    path("orders/", views.orders),
    path("orders/<str:number>/", views.order),
]
`;

const NINJA_URLS = `from django.urls import path
from ninja import NinjaAPI

api = NinjaAPI()


@api.get("/orders")
def orders(request):
    return []


urlpatterns = [path("api/", api.urls)]
`;

const withoutRest = SHOP["config/settings.py"]?.replace('    "rest_framework",\n', "") ?? "";
/** The shop without what imports Django REST framework; its URLs and views are to be given. */
const rest = Object.fromEntries(
  Object.entries({ ...SHOP, "config/settings.py": withoutRest }).filter(
    ([path]) => path !== "shop/serializers.py" && path !== "shop/views.py",
  ),
);

const PROJECTS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "with Django REST framework": SHOP,
  "without it": {
    ...rest,
    "requirements.txt": "django>=5.2\n",
    "config/urls.py": PLAIN_URLS,
    "shop/views.py": PLAIN_VIEWS,
  },
  "with Django Ninja and Celery": {
    ...rest,
    "requirements.txt": "django>=5.2\ndjango-ninja\ncelery\n",
    "config/urls.py": NINJA_URLS,
    "shop/tasks.py": `from celery import shared_task\n\n\n@shared_task\ndef tidy():\n    pass\n`,
  },
  "without routes or models": {
    ...rest,
    "requirements.txt": "django>=5.2\n",
    "config/urls.py": "urlpatterns = []\n",
    "shop/models.py": "",
  },
};

it.each(Object.keys(PROJECTS))("every name is bound and every import is used %s", (kind) => {
  const root = folderWith(PROJECTS[kind] ?? {});
  expect(soundcheck(root, "all", "--yes")).toMatchObject({ status: 0, stderr: "" });
  const linter = new Workspace({ lint: { select: ["F"] } }, PositionEncoding.Utf16);
  const paths = readdirSync(join(root, "tests"), { recursive: true, encoding: "utf8" });
  const files = paths.filter((path) => path.endsWith(".py"));
  expect(files).toContain("conftest.py");
  const findings = files.flatMap((file) => {
    const found: Diagnostic[] = linter.check(readFileSync(join(root, "tests", file), "utf8"));
    return found.map((one) => `${file}:${one.start_location.row} ${one.code} ${one.message}`);
  });
  expect(findings).toEqual([]);
});
