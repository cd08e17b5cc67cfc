// Finds models in the list of the index, and copies examples. Everything is there without it.
"use strict";

const form = document.getElementById("search");
if (form) {
  const [wanted, found] = [document.getElementById("wanted"), document.getElementById("found")];
  const groups = [...document.querySelectorAll(".group")].map(element => ({
    element,
    models: [...element.querySelectorAll("li")].map(item => ({ item, text: item.textContent.toLowerCase() })),
  }));
  const search = () => {
    const words = wanted.value.toLowerCase().split(/\s+/).filter(word => word !== "");
    let count = 0;
    for (const { element, models } of groups) {
      let isEmpty = true;
      for (const { item, text } of models) {
        item.hidden = !words.every(word => text.includes(word));
        isEmpty &&= item.hidden;
        count += item.hidden ? 0 : 1;
      }

      element.hidden = isEmpty;
    }

    found.textContent = count === 1 ? "1 model" : `${count} models`;
  };
  wanted.addEventListener("input", search);
  form.addEventListener("submit", event => {
    event.preventDefault();
    document.querySelector(".models li:not([hidden]) a")?.click();
  });
  form.hidden = false;
  search();
}

for (const code of document.querySelectorAll(".code")) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = "Copy";
  button.addEventListener("click", async () => {
    const text = code.querySelector("code");
    try {
      await navigator.clipboard.writeText(text.textContent);
      button.textContent = "Copied";
    } catch {
      // The browser does not allow it here: the text is marked, so that the keys of the browser copy it.
      getSelection().selectAllChildren(text);
      button.textContent = "Marked";
    }
  });
  code.prepend(button);
}
