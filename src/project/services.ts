import type { Item, Value } from "../python/index.js";
import type { Settings } from "./settings.js";

const SETTINGS = [
  "CACHES",
  "CHANNEL_LAYERS",
  "CELERY_BROKER_URL",
  "CELERY_RESULT_BACKEND",
  "BROKER_URL",
  "RQ_QUEUES",
  "Q_CLUSTER",
  "HUEY",
  "DRAMATIQ_BROKER",
  "HAYSTACK_CONNECTIONS",
  "ELASTICSEARCH_DSL",
  "OPENSEARCH_DSL",
  "REDIS_URL",
];

const SERVICES: readonly (readonly [RegExp, string])[] = [
  [/\brediss?:\/\/|redis/i, "redis"],
  [/\bamqps?:\/\/|rabbitmq|pyamqp/i, "rabbitmq"],
  [/(?<!loc)memcache/i, "memcached"],
  [/elasticsearch/i, "elasticsearch"],
  [/opensearch/i, "opensearch"],
];

/** Names the services besides databases that caches, queues and search of the settings use. */
export function readServices(settings: Settings): readonly string[] {
  const texts = SETTINGS.flatMap((name) => {
    const value = settings.get(name);
    return value === null ? [] : textsIn(value, 0);
  });
  const found = SERVICES.filter(([pattern]) => texts.some((text) => pattern.test(text)));
  return found.map(([, name]) => name).toSorted();
}

const DEEPEST = 8;

function textsIn(item: Item, depth: number): readonly string[] {
  if (depth > DEEPEST) return [];
  const inner = (items: readonly Item[]): readonly string[] =>
    items.flatMap((one) => textsIn(one, depth + 1));
  switch (item.kind) {
    case "str":
      return [item.value];
    case "list":
    case "tuple":
    case "set":
      return inner(item.items);
    case "dict":
      return inner(entries(item.entries.values()));
    case "choice":
      return inner(item.options);
    case "unknown":
      return [item.reason];
    case "maybe":
      return textsIn(item.value, depth + 1);
    default:
      return [];
  }
}

function entries(all: Iterable<{ readonly key: Value; readonly value: Value }>): readonly Value[] {
  return [...all].flatMap(({ key, value }) => [key, value]);
}
