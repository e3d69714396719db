// What `await plop.load("django-soundcheck")` finds: plop resolves packages by their "main".
export { default } from "./dist/plop.mjs";
