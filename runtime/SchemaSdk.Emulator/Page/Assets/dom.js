// Creates an element. Text comes from schemas and answers, so it becomes text nodes and attributes, never markup.
export function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) {
      element.addEventListener(key.slice(2), value);
    } else if (value === true) {
      element.setAttribute(key, "");
    } else if (value !== false && value !== null && value !== undefined) {
      element.setAttribute(key, value);
    }
  }

  element.append(...children.flat().filter(child => child !== null && child !== undefined));
  return element;
}

export const byId = id => document.getElementById(id);

// Changes the text only if it differs, so that a selection in it is kept.
export function setText(element, text) {
  if (element.textContent !== text) {
    element.textContent = text;
  }
}

let numbers = 0;
export const newId = () => `n${++numbers}`;
