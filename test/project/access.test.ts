import { describe, expect, test } from "vitest";
import { accessTo, all, BOTH } from "./doors.js";

describe("views of Django", () => {
  test.each([
    ["a mix-in", `class V(LoginRequiredMixin, View):${BOTH}`, all("login")],
    ["a permission", `class V(PermissionRequiredMixin, View):${BOTH}`, all("staff")],
    ["a mix-in that comes too late", `class V(View, LoginRequiredMixin):${BOTH}`, all("login")],
    ["nothing at all", `class V(View):${BOTH}`, {}],
    [
      "a decorated dispatch",
      `class V(View):
    @method_decorator(login_required)
    def dispatch(self, *args, **kwargs):
        return super().dispatch(*args, **kwargs)
${BOTH}`,
      all("login"),
    ],
    [
      "a dispatch that goes on to a mix-in",
      `class V(LoginRequiredMixin, View):
    def dispatch(self, *args, **kwargs):
        return super().dispatch(*args, **kwargs)
${BOTH}`,
      all("login"),
    ],
    [
      "a dispatch that sends strangers away",
      `class Staff:
    def dispatch(self, request, *args, **kwargs):
        if not request.user.is_staff:
            return redirect("login")
        return super().dispatch(request, *args, **kwargs)
class V(Staff, View):${BOTH}`,
      all("staff"),
    ],
    [
      "a dispatch that asks something else",
      `class Keyed:
    def dispatch(self, request, *args, **kwargs):
        if not request.headers.get("key"):
            return redirect("login")
        return super().dispatch(request, *args, **kwargs)
class V(Keyed, LoginRequiredMixin, View):${BOTH}`,
      {},
    ],
    [
      "a test that strangers fail",
      `class V(UserPassesTestMixin, View):
    def test_func(self): return self.request.user.is_superuser
${BOTH}`,
      all("staff"),
    ],
    [
      "a decorated class",
      `@method_decorator([csrf_exempt, login_required], name="dispatch")
class Base(View): pass
class V(Base):${BOTH}`,
      all("login"),
    ],
    [
      "one decorated method",
      `class V(View):
    def get(self, request): pass
    @method_decorator(login_required)
    def post(self, request): pass
`,
      { POST: "login" },
    ],
    [
      "an answer of its own to strangers",
      `class V(LoginRequiredMixin, View):
    def handle_no_permission(self): pass
${BOTH}`,
      {},
    ],
  ])("%s", (_, source, access) => {
    expect(accessTo(source)).toEqual(access);
  });

  test.each([
    ["a decorator", "@login_required\ndef v(request): pass\n", "v", { GET: "login" }],
    ["a decorator in the URLconf", "def v(request): pass\n", "login_required(v)", { GET: "login" }],
    ["around a class", `class V(View):${BOTH}`, "login_required(V.as_view())", all("login")],
    [
      "beneath others of Django",
      "@csrf_exempt\n@require_POST\n@permission_required('a.b')\ndef v(request): pass\n",
      "v",
      { POST: "staff" },
    ],
    [
      "a test that is not read",
      "from tests import f\n@user_passes_test(f)\ndef v(request): pass\n",
      "v",
      {},
    ],
    [
      "a test of users",
      "@user_passes_test(lambda user: user.is_staff)\ndef v(request): pass\n",
      "v",
      { GET: "staff" },
    ],
    [
      "code of its own",
      "def v(request):\n    if not request.user.is_authenticated:\n        return HttpResponse(status=401)\n    return g(request)\n",
      "v",
      { GET: "login" },
    ],
    [
      "code that sends everybody away",
      "from tests import log\ndef v(request):\n    if request.user.is_authenticated:\n        log(request)\n    return redirect('home')\n",
      "v",
      {},
    ],
    [
      "beneath one of the repository, which may answer first",
      "def ajax(f):\n    def inner(request):\n        return f(request)\n    return inner\n@ajax\n@login_required\ndef v(request): pass\n",
      "v",
      {},
    ],
  ])("%s of a function", (_, source, view, access) => {
    expect(accessTo(source, view)).toEqual(access);
  });
});
