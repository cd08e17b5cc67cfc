import { make, newId } from "./dom.js";
import { branchesOf, defaultOf, escapeStep, isFile, isObject, limitsOf, resolve, typeOf } from "./schema.js";
import { scalar } from "./controls.js";

// A field is { element, focus, read(), mark(errors) }. read returns undefined for a value that is left out. mark shows each error next
// to the value that its JSON pointer names, and returns the first control with an error.

const around = (element, control, read) => ({ element, focus: control, read });

// The common parts of a field: its name, control, hint and error message.
function frame(schema, name, required, control, read, isGroup = false) {
  const [hintId, errorId] = [newId(), newId()];
  const limits = limitsOf(schema);
  const words = [schema.description, [limits, defaultOf(schema, required)].filter(text => text !== "").join("; ")]
    .filter(text => typeof text === "string" && text !== "");
  const hint = words.length > 0 ? make("div", { class: "hint", id: hintId }, words.map(text => make("p", {}, text))) : null;
  const error = make("p", { class: "error", id: errorId });
  const hasTitle = typeof schema.title === "string" && schema.title !== "" && schema.title !== name;
  const title = hasTitle ? [schema.title, make("code", {}, name)] : [name];
  const label = [...title, required ? make("span", { class: "must" }, "required") : null];
  control.focus.setAttribute("aria-describedby", [hint ? hintId : null, errorId].filter(id => id).join(" "));
  let element;
  if (isGroup) {
    element = make("fieldset", { class: "field" }, make("legend", {}, label), hint, error, control.element);
  } else {
    control.focus.id ||= newId();
    element = make("div", { class: "field" }, make("label", { class: "name", for: control.focus.id }, label), control.element, hint, error);
    if (required) {
      control.focus.setAttribute("aria-required", "true");
    }
  }

  const show = messages => {
    error.textContent = messages.join(" ");
    control.focus.setAttribute("aria-invalid", messages.length > 0 ? "true" : "false");
  };
  return { ...around(element, control.focus, read), show };
}

// Passes each error to the part that its JSON pointer is in.
function markParts(own, parts, errors) {
  const rest = [];
  const ofParts = new Map(parts.map(part => [part.field, []]));
  for (const error of errors) {
    const part = parts.find(({ step }) => error.pointer === `/${step}` || error.pointer.startsWith(`/${step}/`));
    if (part) {
      ofParts.get(part.field).push({ ...error, pointer: error.pointer.slice(part.step.length + 1) });
    } else {
      rest.push(error);
    }
  }

  own.show(rest.map(error => error.message));
  const first = parts.map(({ field }) => field.mark(ofParts.get(field))).find(focus => focus);
  return rest.length > 0 ? own.focus : first;
}

const markOne = field => errors => {
  field.show(errors.map(error => error.message));
  return errors.length > 0 ? field.focus : undefined;
};

// outer: the properties of the objects around this one
function objectField(schema, root, name, required, outer = []) {
  const must = Array.isArray(schema.required) ? schema.required : [];
  const parts = Object.entries(schema.properties)
    .filter(([, value]) => isObject(value))
    .map(([key, value]) => ({ key, value, isRequired: must.includes(key), step: escapeStep(key) }))
    .map(part => ({ ...part, field: fieldOf(part.value, root, part.key, part.isRequired, [...outer, schema.properties]) }))
    .sort((left, right) => right.isRequired - left.isRequired);
  const body = make("div", { class: "fields", role: "group", tabindex: "-1" }, parts.map(part => part.field.element));
  const read = () => {
    // No prototype, because a member may be named __proto__.
    const value = Object.create(null);
    parts.forEach(({ key, field }) => {
      const member = field.read();
      if (member !== undefined) {
        value[key] = member;
      }
    });
    return name === null || required || Object.keys(value).length > 0 ? value : undefined;
  };
  const own = name === null
    ? { ...around(body, body, read), show: () => {} }
    : frame(schema, name, required, { element: body, focus: body }, read, true);
  return { ...own, mark: errors => markParts(own, parts, errors) };
}

function arrayField(schema, root, name, required) {
  const items = make("div", { class: "items" });
  const entries = [];
  const itemSchema = isObject(schema.items) ? schema.items : { type: isFile(schema, name) ? "string" : undefined };
  const itemName = () => `${name} ${entries.length + 1}`;
  const add = make("button", { type: "button", class: "small", onclick: () => append().focus.focus() }, "Add an item");
  const append = () => {
    const field = fieldOf({ format: isFile(schema, name) ? "uri" : undefined, ...resolve(itemSchema, root) }, root, itemName(), true);
    const remove = make("button", { type: "button", class: "small", "aria-label": `Remove ${itemName()}` }, "Remove");
    const entry = { field, element: make("div", { class: "item" }, field.element, remove) };
    remove.addEventListener("click", () => {
      entries.splice(entries.indexOf(entry), 1);
      entry.element.remove();
      add.focus();
      items.dispatchEvent(new Event("input", { bubbles: true }));
    });
    entries.push(entry);
    items.append(entry.element);
    items.dispatchEvent(new Event("input", { bubbles: true }));
    return field;
  };
  const start = required ? Math.min(schema.minItems ?? 0, 20) : 0;
  for (let count = 0; count < start; count++) {
    append();
  }

  const read = () => entries.length > 0 ? entries.map(entry => entry.field.read() ?? null) : required && !schema.minItems ? [] : undefined;
  const body = make("div", { class: "items" }, items, make("div", {}, add));
  const own = frame(schema, name, required, { element: body, focus: add }, read, true);
  return { ...own, mark: errors => markParts(own, entries.map(({ field }, index) => ({ step: `${index}`, field })), errors) };
}

function unionField(schema, branches, root, name, required) {
  const names = branches.map(branch => branch.title ?? `${typeOf(branch)}${branch.format ? ` (${branch.format})` : ""}`);
  const choice = make("select", {}, make("option", { value: "" }, required ? "Choose" : "Omit"),
    names.map((text, index) => make("option", { value: index }, text)));
  const place = make("div");
  let inner = null;
  choice.addEventListener("change", () => {
    inner = choice.value === "" ? null : fieldOf({ ...branches[choice.value], default: undefined }, root, names[choice.value], true);
    place.replaceChildren(...(inner ? [inner.element] : []));
  });
  const body = make("div", { class: "items" }, choice, place);
  const own = frame(schema, name, required, { element: body, focus: choice }, () => inner?.read());
  return { ...own, mark: errors => {
    own.show(inner ? [] : errors.map(error => error.message));
    return inner ? inner.mark(errors) : errors.length > 0 ? choice : undefined;
  } };
}

function fieldOf(written, root, name, required, outer = []) {
  const schema = resolve(written, root);
  const branches = branchesOf(schema, root);
  if (branches.length === 1) {
    return fieldOf({ ...branches[0], ...schema, anyOf: undefined, oneOf: undefined }, root, name, required, outer);
  }

  if (branches.length > 1) {
    return unionField(schema, branches, root, name, required);
  }

  const type = typeOf(schema);
  // An object inside an object of the same type, and a deeply nested object, are entered as JSON: a form for each would be endless.
  const isEndless = outer.includes(schema.properties) || outer.length >= 8;
  if (type === "object" && isObject(schema.properties) && Object.keys(schema.properties).length > 0 && !isEndless) {
    return objectField(schema, root, name, required, outer);
  }

  if (type === "array" && (isObject(schema.items) || isFile(schema, name))) {
    return arrayField(schema, root, name, required);
  }

  const control = scalar(schema, type, name, required);
  const own = frame(schema, name, required, control, control.read);
  return { ...own, mark: markOne(own) };
}

// Creates the form for an input.
export function formOf(schema) {
  const root = resolve(schema, schema);
  return typeOf(root) === "object" && isObject(root.properties)
    ? objectField(root, schema, null, true)
    : fieldOf(root, schema, "input", true);
}
