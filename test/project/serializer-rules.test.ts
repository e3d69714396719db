import { expect, test } from "vitest";
import { python, readShop } from "./shop.js";

/** The rules of a serializer with this body. */
async function rules(...body: readonly string[]) {
  const { serializers } = await readShop({
    "people/models.py": python(
      "from django.db import models",
      "class Note(models.Model):",
      "    class State(models.TextChoices):",
      '        DONE = "done", "Done"',
      "    title = models.CharField(max_length=9)",
    ),
    "shop/serializers.py": python(
      "from datetime import date",
      "from django.utils import timezone",
      "from rest_framework import serializers",
      "from people.models import Note",
      "LEAST = 3",
      "class NoteSerializer(serializers.ModelSerializer):",
      "    class Meta:",
      "        model = Note",
      '        fields = ["title"]',
      ...body.map((line) => `    ${line}`),
    ),
  });
  return serializers[0]?.rules ?? [];
}

const all = (...body: readonly string[]) => [
  "def validate(self, data):",
  ...body.map((line) => `    ${line}`),
  "    return data",
];
const one = (test: string) => [
  "def validate_size(self, value):",
  `    if ${test}:`,
  '        raise serializers.ValidationError("no")',
  "    return value",
];
const raise = '    raise serializers.ValidationError("no")';

test.each([
  ["two fields", all('if data["start"] > data["end"]:', raise), ["start > end"]],
  [
    "names for them",
    all(
      'start = data.get("start")',
      'end = data["end"]',
      "if start and end and end <= start:",
      raise,
    ),
    ["end <= start"],
  ],
  [
    "names that are given together",
    all('start, end = data.get("start"), data["end"]', "if end <= start:", raise),
    ["end <= start"],
  ],
  [
    "not what is taken apart",
    all("start, end = data['span']", "start, (end, _) = 1, 2", "if end <= start:", raise),
    [],
  ],
  [
    "a function for what is sent or was there",
    all(
      "def value(name):",
      "    return data.get(name, getattr(self.instance, name, None))",
      'if value("end") <= value("start"):',
      raise,
    ),
    ["end <= start"],
  ],
  [
    "not what a function makes of it",
    all("def value(name):", "    return data.get(name).year", 'if value("end") <= 3:', raise),
    [],
  ],
  [
    "not what the code itself has put there",
    all(
      'if data["book"].stock < 1:',
      '    data["note"] = None',
      'data.setdefault("start", None)',
      'data["code"] = data["code"].lower()',
      'if not data["note"] or not data["start"] or not data["code"]:',
      raise,
    ),
    ["not code"],
  ],
  [
    "not a name that a branch has bound to something else",
    all(
      'end = data.get("end")',
      'start = data.get("start")',
      "if not end:",
      "    end = LEAST",
      "if start is None and self.instance is not None:",
      "    start = self.instance.start",
      "if end is None or start is None:",
      raise,
    ),
    ["not start"],
  ],
  ["what a row has", all('if data["book"].stock < 1:', raise), ["book.stock < 1"]],
  ["a name for a row", all('book = data["book"]', "if book.stock < 1:", raise), ["book.stock < 1"]],
  ["a number", one("value < 1"), ["size < 1"]],
  ["a number on the left", one("LEAST > value"), ["size < 3"]],
  ["either", one("value < 1 or value > 5"), ["size < 1", "size > 5"]],
  ["neither", one("not 1 <= value <= 5"), ["size < 1", "size > 5"]],
  ["a text", one('value.lower() == "me"'), ['size == "me"']],
  ["a choice", one("value == Note.State.DONE"), ['size == "done"']],
  ["a length", one("len(value.strip()) < 3"), ["len(size) < 3"]],
  ["a day", one("value < date.today()"), ["size < today"]],
  ["a moment", one("value <= timezone.now()"), ["size <= now"]],
  [
    "what is there",
    one("Note.objects.filter(title=value).exists()"),
    ["size in people.models.Note.title"],
  ],
  [
    "one after the other",
    all('if data["a"] < 1:', raise, 'elif data["b"] < 2:', raise),
    ["a < 1", "b < 2"],
  ],
  [
    "two conditions at once",
    all('kind = data.get("kind")', 'if kind == "other" and not data.get("note"):', raise),
    ['kind == "other" and not note'],
  ],
  ["two flags", all('if data["a"] and data.get("b"):', raise), ["a and b"]],
  ["a text of the same name", all('if data["a"] == "b" and data["b"]:', raise), ['a == "b" and b']],
  ["what must be given", all('if data.get("a") is None:', raise), ["not a"]],
  ["what a row says", all('if not data["book"].is_open:', raise), ["not book.is_open"]],
  [
    "what never changes",
    one("self.instance and value != self.instance.size"),
    ["size != instance.size"],
  ],
  ["what is sent twice", one("len(set(value)) != len(value)"), ["size repeats"]],
  [
    "rows that share a value",
    all(
      'lines = data.get("lines", [])',
      'names = [line["name"].lower() for line in lines]',
      "if len(names) > len(set(names)):",
      raise,
    ),
    ["lines repeats name"],
  ],
  [
    "after a loop",
    all('size = data["a"]', 'for line in data["lines"]:', "    size = line", "if size < 1:", raise),
    [],
  ],
  ["fewer than itself", one("len(value) < len(set(value))"), []],
  ["a condition beside it", all('if data["a"] < 1 and self.instance:', raise), []],
  ["after an answer", all("if self.instance:", "    return data", 'if data["a"] < 1:', raise), []],
  ["what is worked out", one("value < self.context['least']"), []],
  ["what is refused elsewhere", one("check(value)"), []],
  ["what does not refuse", all('if data["a"] < 1:', '    data["a"] = 1'), []],
])("%s", async (_, body, expected) => {
  expect(await rules(...body)).toEqual(expected);
});

test("a serializer without a model", async () => {
  const { inputs } = await readShop({
    "shop/serializers.py": python(
      "from django.utils import timezone",
      "from rest_framework import serializers",
      "class PlainSerializer(serializers.Serializer):",
      "    size = serializers.IntegerField()",
      "class BookingSerializer(PlainSerializer):",
      "    day = serializers.DateTimeField()",
      "    def validate_day(self, value):",
      "        if value < timezone.now():",
      '            raise serializers.ValidationError("no")',
      "        return value",
    ),
  });
  expect(inputs).toEqual([{ class: "shop.serializers.BookingSerializer", rules: ["day < now"] }]);
});
