import { expect, it } from "vitest";
import { routesOf } from "./read-urls.js";

const api = `from ninja_extra import NinjaExtraAPI, api_controller, http_get, http_post, route
from ninja_jwt.controller import NinjaJWTDefaultController
class Listing:
    @http_get("/")
    def list_all(self, request):
        return []
@api_controller("/notes/{int:book}", tags=["x"])
class Notes(Listing):
    @http_post("/", url_name="make")
    def create(self, request):
        return {}
    @route.generic("/{note_id}", methods=["PUT", "PATCH"])
    def change(self, request, note_id):
        return {}
@api_controller
class Books:
    @route.delete("/books")
    def clear(self):
        return {}
api = NinjaExtraAPI(urls_namespace="v1")
api.register_controllers(NinjaJWTDefaultController, Notes)
found = NinjaExtraAPI(version="2")
found.auto_discover_controllers()
`;

const notes = (version: string, namespace: string) => [
  `GET,POST /${version}/notes/{book}/ ${namespace}:list_all api.Listing.list_all`,
  `GET,POST /${version}/notes/{book}/ ${namespace}:make api.Listing.list_all`,
  `PATCH,PUT /${version}/notes/{book}/{note_id} ${namespace}:change api.Notes.change`,
];

it("serves the methods of controllers, whether they are registered or found", () => {
  const urls =
    'from api import api, found\nurlpatterns = [path("v1/", api.urls), path("v2/", found.urls)]';
  expect(routesOf(urls, { "api.py": api })).toEqual([
    ...notes("v1", "v1"),
    "DELETE /v2/books api-2:clear api.Books.clear",
    ...notes("v2", "api-2"),
  ]);
});
