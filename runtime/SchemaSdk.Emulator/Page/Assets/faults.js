import { byId, make, setText } from "./dom.js";
import * as service from "./service.js";

const amount = fault => fault.rate !== null ? `${Math.round(fault.rate * 1000) / 10} % of the calls`
  : fault.left === null ? "every call" : fault.left === 1 ? "the next call" : `the next ${fault.left} calls`;

export function showFaults(faults) {
  const lines = faults.map(fault => make("li", {}, make("code", {}, fault.fault), make("span", {}, amount(fault))));
  const list = byId("faults");
  if (list.textContent !== lines.map(line => line.textContent).join("")) {
    list.replaceChildren(...lines);
  }

  setText(byId("fault-count"), faults.length > 0 ? `${faults.length}` : "");
  byId("clear").disabled = faults.length === 0;
}

export function startFaults(refresh) {
  const [input, error] = [byId("fault"), byId("fault-error")];
  const change = async work => {
    try {
      await work();
      error.textContent = "";
      input.setAttribute("aria-invalid", "false");
    } catch (wrong) {
      error.textContent = wrong.message;
      input.setAttribute("aria-invalid", "true");
      input.focus();
    }

    refresh();
  };
  byId("fault-form").addEventListener("submit", event => {
    event.preventDefault();
    change(async () => {
      await service.addFault(input.value);
      input.value = "";
    });
  });
  byId("clear").addEventListener("click", () => change(service.endFaults));
  byId("reset").addEventListener("click", () => change(service.reset));
}
