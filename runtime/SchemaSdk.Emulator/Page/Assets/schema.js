// Reads the parts of JSON Schema that a form needs. Values without a form control are entered as JSON. The service checks everything.

function find(root, pointer) {
  return pointer.slice(1).split("/").slice(1).reduce((at, step) => {
    const name = decodeURIComponent(step).replaceAll("~1", "/").replaceAll("~0", "~");
    return at !== null && typeof at === "object" && Object.hasOwn(at, name) ? at[name] : undefined;
  }, root);
}

export function resolve(schema, root) {
  let at = isObject(schema) ? schema : {};
  for (let steps = 0; steps < 20; steps++) {
    if (typeof at.$ref === "string" && at.$ref.startsWith("#")) {
      const { $ref, ...own } = at;
      const target = find(root, $ref);
      at = { ...(isObject(target) ? target : {}), ...own };
    } else if (Array.isArray(at.allOf) && !at.properties && !at.type && !at.enum) {
      const { allOf, ...own } = at;
      const parts = allOf.map(part => resolve(part, root));
      const properties = Object.assign({}, ...parts.map(part => part.properties ?? {}));
      const required = parts.flatMap(part => Array.isArray(part.required) ? part.required : []);
      at = { ...Object.assign({}, ...parts), ...own };
      if (Object.keys(properties).length > 0) {
        Object.assign(at, { properties, required });
      }
    } else {
      break;
    }
  }

  return at;
}

// Returns the branches of a union, without its null branches. Returns none for a schema that also has properties or an enum.
export function branchesOf(schema, root) {
  const branches = schema.anyOf ?? schema.oneOf;
  return Array.isArray(branches) && !schema.properties && !Array.isArray(schema.enum)
    ? branches.map(branch => resolve(branch, root)).filter(branch => branch.type !== "null" && branch.const !== null)
    : [];
}

export function typeOf(schema) {
  const types = [schema.type].flat().filter(type => typeof type === "string" && type !== "null");
  return types.length > 1 ? "any"
    : types[0] ?? (isObject(schema.properties) ? "object" : Array.isArray(schema.enum) || "const" in schema ? "enum" : "any");
}

// A string is the URL of a file if the last word of its format or name says so: image_uri, startImageUrl.
export function isFile(schema, name) {
  return [schema.format, name].some(text => typeof text === "string"
    && /^(ur[il]s?)$/i.test(/(?:[A-Z]?[a-z]+|[A-Z]+)$/.exec(text)?.[0] ?? ""));
}

// Describes the default, which may be long. The service uses only the defaults of optional members; for others it is just an example.
export function defaultOf(schema, required) {
  const preset = schema.default;
  const isGiven = preset !== undefined && preset !== null && preset !== "";
  return !isGiven ? "" : required ? `such as ${short(preset)}` : `${short(preset)} if left out`;
}

function short(value) {
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}

// Describes the limits of a value.
export function limitsOf(schema) {
  const of = (number, unit) => `${number}${unit && ` ${unit}${number === 1 ? "" : "s"}`}`;
  const range = (low, high, unit) => low !== undefined && high !== undefined ? `${low} to ${of(high, unit)}`
    : low !== undefined ? `at least ${of(low, unit)}` : high !== undefined ? `at most ${of(high, unit)}` : null;
  return [
    range(schema.minimum, schema.maximum, ""),
    schema.exclusiveMinimum !== undefined ? `more than ${schema.exclusiveMinimum}` : null,
    schema.exclusiveMaximum !== undefined ? `less than ${schema.exclusiveMaximum}` : null,
    schema.multipleOf !== undefined ? `a multiple of ${schema.multipleOf}` : null,
    range(schema.minLength, schema.maxLength, "character"),
    range(schema.minItems, schema.maxItems, "item"),
    schema.pattern !== undefined ? `matches ${schema.pattern}` : null,
  ].filter(text => text !== null).join(", ");
}

export const isObject = value => value !== null && typeof value === "object" && !Array.isArray(value);
export const escapeStep = name => name.replaceAll("~", "~0").replaceAll("/", "~1");
