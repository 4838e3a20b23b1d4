const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

const matchers: Record<string, (actual: unknown) => boolean> = {
  $any: (actual) => actual !== undefined,
  $absent: (actual) => actual === undefined,
  $string: (actual) => typeof actual === "string" && actual !== "",
  $integer: Number.isInteger,
  $boolean: (actual) => typeof actual === "boolean",
  $uuid: (actual) => typeof actual === "string" && uuid.test(actual),
  $dateTime: (actual) =>
    typeof actual === "string" && /^\d{4}-\d\d-\d\dT.*(Z|[+-]\d\d:\d\d)$/.test(actual) && !Number.isNaN(Date.parse(actual)),
};

type Fields = Record<string, unknown>;
const isObject = (value: unknown): value is Fields => typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * Where `actual` is not what `expected` describes; nothing when it matches. Objects match in the keys that `expected`
 * names; arrays in all elements, in any order; `{"$contains": […]}` in the elements that it names.
 */
export function mismatches(expected: unknown, actual: unknown, at = "$"): string[] {
  if (typeof expected === "string" && expected.startsWith("$")) {
    const matches = matchers[expected];
    if (matches === undefined) return [`${at}: there is no matcher ${expected}`];
    return matches(actual) ? [] : [`${at}: ${show(actual)} is not ${expected}`];
  }
  if (Array.isArray(expected)) return mismatchesOfArray(expected, actual, at, true);
  if (isObject(expected) && Array.isArray(expected.$contains)) return mismatchesOfArray(expected.$contains, actual, at, false);
  if (isObject(expected)) {
    const fields = actual === undefined ? {} : actual; // what is absent lacks every sub-attribute as well
    if (!isObject(fields)) return [`${at}: ${show(actual)} is not an object`];
    return Object.entries(expected).flatMap(([key, value]) => mismatches(value, fields[key], `${at}.${key}`));
  }
  return Object.is(expected, actual) ? [] : [`${at}: ${show(actual)} is not ${show(expected)}`];
}

function mismatchesOfArray(expected: unknown[], actual: unknown, at: string, all: boolean): string[] {
  if (!Array.isArray(actual)) return [`${at}: ${show(actual)} is not an array`];
  const rest = [...actual];
  const wrong = expected.flatMap((element) => {
    const index = rest.findIndex((candidate) => mismatches(element, candidate).length === 0);
    if (index < 0) return [`${at}: no element like ${show(element)} in ${show(actual)}`];
    rest.splice(index, 1);
    return [];
  });
  if (all && wrong.length === 0 && rest.length > 0) return [`${at}: ${rest.length} more than expected: ${show(rest)}`];
  return wrong;
}

const show = (value: unknown) => JSON.stringify(value) ?? "nothing";
