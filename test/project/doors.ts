import type { Value } from "../../src/python/index.js";
import { accessOf } from "./read-urls.js";

const HEAD = `from django.contrib.auth.decorators import login_required, permission_required, user_passes_test
from django.contrib.auth.mixins import LoginRequiredMixin, PermissionRequiredMixin, UserPassesTestMixin
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST
from rest_framework import generics, permissions, views, viewsets
from rest_framework.decorators import action, api_view, permission_classes
from rest_framework.permissions import AllowAny, IsAdminUser, IsAuthenticated, IsAuthenticatedOrReadOnly
`;

/** A module of views with this text, below the imports of all of them. */
export const doors = (source: string) => ({ "doors.py": HEAD + source });

/** Who gets an answer from the class `V`, or what else is behind a route to a module with this text. */
export function accessTo(
  source: string,
  view = "V.as_view()",
  settings: Readonly<Record<string, Value>> = {},
) {
  const urls = `from doors import *\nurlpatterns = [path("v/", ${view})]\n`;
  return accessOf(urls, doors(source), settings)["/v/"];
}

/** The methods of a view that can be looked at and written to. */
export const BOTH = `
    def get(self, request): pass
    def post(self, request): pass
`;

/** The same access by both of them. */
export const all = (access: string) => ({ GET: access, POST: access });
