import { describe, expect, it } from "vitest";
import { python, readShop } from "./shop.js";

describe("views of public projects that source tells in part", () => {
  it("a function made around one of several views is that view", async () => {
    const pages = python(
      "from django.http import Http404",
      "from shop import views",
      "def preview(status):",
      "    pages = {404: (views.plain, Http404())}",
      "    page, error = pages[status]",
      "    def shown(request):",
      "        return page(request, error)",
      "    return shown",
    );
    const { routes } = await readShop({
      "shop/views.py": "def plain(request, error=None):\n    pass\n",
      "pages.py": pages,
      "config/urls.py": python(
        "from django.urls import path",
        "from pages import preview",
        'urlpatterns = [path("404/", preview(404))]',
      ),
    });
    expect(routes.map(({ view }) => view)).toEqual(["shop.views.plain"]);
  });

  it("a view whose only base is not read answers GET, with a doubt", async () => {
    const { routes, doubts } = await readShop({
      "shop/views.py": python(
        "from codes.views import CodeView",
        "class LoginView(CodeView):",
        "    pass",
      ),
      "config/urls.py": python(
        "from django.urls import path",
        "from shop import views",
        'urlpatterns = [path("login/", views.LoginView.as_view())]',
      ),
    });
    expect(routes.map(({ methods }) => methods)).toEqual([["GET"]]);
    expect(doubts).toMatchObject([
      { file: "shop/views.py", line: 2, what: "what codes.views.CodeView answers is not read" },
    ]);
  });
});
