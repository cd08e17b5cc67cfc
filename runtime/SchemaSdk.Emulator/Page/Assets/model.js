import { byId, make, newId } from "./dom.js";
import { formOf } from "./form.js";
import * as service from "./service.js";

// Inputs can contain whole videos, so long strings are truncated for display.
const short = (_, value) =>
  typeof value === "string" && value.length > 400 ? `${value.slice(0, 60)}… (${value.length} characters)` : value;

// Returns the request id in the answer to a submit; null if a fault has broken the JSON of the answer.
function idOf(body, access) {
  try {
    const answer = JSON.parse(body);
    return (access.envelope === null ? answer : answer[access.envelope])[access.requestId];
  } catch {
    return null;
  }
}

// Shows the form of a model.
export async function showModel(model, access, refresh, follow) {
  const place = byId("form");
  const title = make("h2", {}, model.id);
  let field;
  try {
    field = formOf((await service.readModel(model.id)).input);
  } catch (error) {
    place.replaceChildren(title, make("p", { class: "error" }, error.message));
    return;
  }

  const preview = make("pre", { tabindex: "0", "aria-label": "Input as JSON" });
  const answer = make("div", { id: "answer", role: "status" });
  const submit = make("button", { class: "main" }, "Submit");
  const say = (text, isBad, ...more) => answer.replaceChildren(make("p", { class: isBad ? "error" : null }, text), ...more);
  const show = () => { preview.textContent = JSON.stringify(field.read() ?? null, short, 2); };
  const send = async event => {
    event.preventDefault();
    submit.disabled = true;
    field.mark([]);
    answer.replaceChildren();
    const text = JSON.stringify(field.read() ?? null);
    try {
      const response = await service.submit(model.submit, access, text);
      const body = await response.text();
      if (response.ok) {
        say("Accepted. The job is in the list of jobs.", false);
        await follow(idOf(body, access));
      } else {
        say(`The service refused the submit with status ${response.status}.`, true,
          make("details", {}, make("summary", {}, "Answer of the service"), make("pre", { tabindex: "0" }, body)));
        await markErrors(text);
      }
    } catch (error) {
      say(`No complete answer was received (${error.message}). The submit may have been accepted: see the list of jobs.`, true);
    } finally {
      submit.disabled = false;
      refresh();
    }
  };
  const markErrors = async text => {
    const { errors } = await service.check(model.id, text);
    field.mark(errors)?.focus();
  };
  const form = make("form", { novalidate: true, "aria-labelledby": (title.id = newId()), onsubmit: send, oninput: show, onchange: show },
    field.element, submit);
  show();
  place.replaceChildren(title, form, answer, make("details", {}, make("summary", {}, "Input as JSON"), preview));
}
