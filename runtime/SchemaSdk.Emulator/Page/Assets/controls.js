import { make } from "./dom.js";
import { isFile } from "./schema.js";

// Form controls for single values. Each is { element, focus, read() }.

// Integers beyond 2^53 keep their exact digits if the browser supports JSON.rawJSON. JSON does not allow leading zeros.
const asNumber = text => JSON.rawJSON && /^-?(0|[1-9]\d*)$/.test(text) ? JSON.rawJSON(text) : Number(text);

function choice(options, required) {
  const control = make("select", {},
    make("option", { value: "" }, required ? "Choose" : "Omit"),
    options.map((value, index) => make("option", { value: index }, typeof value === "string" ? value : JSON.stringify(value))));
  return { element: control, focus: control, read: () => control.value === "" ? undefined : options[control.value] };
}

function number(schema, type) {
  const control = make("input", {
    type: "number", min: schema.minimum, max: schema.maximum,
    step: type === "integer" ? schema.multipleOf ?? 1 : "any", inputmode: type === "integer" ? "numeric" : "decimal",
  });
  return {
    element: control, focus: control,
    // The browser returns an empty string for a value that is not a number, and shows the error. Leave such a value out.
    read: () => control.value === "" ? undefined : asNumber(control.value),
  };
}

function text(schema, name) {
  const isLong = /prompt|text|lyrics|description|script|caption/i.test(name) || schema.maxLength > 200;
  const control = isLong ? make("textarea", { rows: 2 }) : make("input", { type: "text", autocomplete: "off" });
  return { element: control, focus: control, read: () => control.value === "" ? undefined : control.value };
}

// A control for a file: either its URL, or a local file that is sent as a data: URI.
function file(name) {
  const address = make("input", {
    type: "text", inputmode: "url", placeholder: "https://… or a file", autocomplete: "off", spellcheck: "false",
  });
  const picker = make("input", { type: "file", "aria-label": `File for ${name}` });
  const preview = make("span", { class: "row" });
  let data = null;
  const show = () => {
    preview.replaceChildren();
    address.disabled = data !== null;
    if (data !== null) {
      const remove = make("button", { type: "button", class: "small", "aria-label": `Remove the file of ${name}` }, "Remove");
      remove.addEventListener("click", () => {
        data = null;
        picker.value = "";
        show();
        picker.focus();
        address.dispatchEvent(new Event("input", { bubbles: true }));
      });
      preview.append(...(data.startsWith("data:image/") ? [make("img", { class: "preview", alt: "", src: data })] : []), remove);
    }
  };
  picker.addEventListener("change", () => {
    if (picker.files.length === 0) {
      return;
    }

    const reader = new FileReader();
    reader.addEventListener("load", () => {
      data = reader.result;
      show();
      address.dispatchEvent(new Event("input", { bubbles: true }));
    });
    reader.readAsDataURL(picker.files[0]);
  });
  return {
    element: make("div", { class: "items" }, address, picker, preview), focus: address,
    read: () => data ?? (address.value === "" ? undefined : address.value),
  };
}

function json() {
  const control = make("textarea", { class: "mono", rows: 3, placeholder: "JSON", spellcheck: "false" });
  const read = () => {
    try {
      return control.value.trim() === "" ? undefined : JSON.parse(control.value);
    } catch {
      // Text that is not JSON is sent as a string; the error of the service then says what is wrong.
      return control.value;
    }
  };
  return { element: control, focus: control, read };
}

export function scalar(schema, type, name, required) {
  return Array.isArray(schema.enum) ? choice(schema.enum, required)
    : "const" in schema ? choice([schema.const], required)
    : type === "boolean" ? choice([true, false], required)
    : type === "integer" || type === "number" ? number(schema, type)
    : type === "string" ? (isFile(schema, name) ? file(name) : text(schema, name))
    : json();
}
