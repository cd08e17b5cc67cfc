import { byId, make, setText } from "./dom.js";
import { showFaults, startFaults } from "./faults.js";
import { followJob, showJobs } from "./jobs.js";
import { showModel } from "./model.js";
import * as service from "./service.js";

let models = null;
let access = {};
let timer = 0;

const idOfHash = () => {
  try {
    return decodeURIComponent(location.hash.slice(1));
  } catch {
    // The address cannot be decoded, because the user has edited it. It names no model.
    return "";
  }
};

function showModels() {
  const words = byId("search").value.toLowerCase().split(/\s+/);
  const shown = models.filter(model => words.every(word => model.id.toLowerCase().includes(word)));
  byId("models").replaceChildren(...shown.map(model => {
    const cut = model.id.lastIndexOf("/");
    return make("li", {}, make("a", { href: `#${encodeURIComponent(model.id)}` },
      model.id.slice(cut + 1), cut > 0 ? make("small", {}, model.id.slice(0, cut)) : null));
  }));
  markChosen();
  byId("no-models").hidden = shown.length > 0;
  setText(byId("model-count"), shown.length === models.length ? `${models.length}` : `${shown.length} of ${models.length}`);
}

// The links are updated, not replaced, because the clicked one has the focus.
function markChosen() {
  const chosen = `#${encodeURIComponent(idOfHash())}`;
  for (const link of byId("models").querySelectorAll("a")) {
    if (link.getAttribute("href") === chosen) {
      link.setAttribute("aria-current", "page");
    } else {
      link.removeAttribute("aria-current");
    }
  }
}

function choose() {
  markChosen();
  const model = models.find(({ id }) => id === idOfHash());
  if (model) {
    document.title = `${model.id} – Emulator`;
    showModel(model, access, refresh, async id => {
      followJob(id);
      await refresh();
    });
  }
}

function showCounts(state) {
  const counts = [
    ["requests", state.requests.all], ["polls", state.requests.status], ["downloads", state.requests.download],
    ["paid submits", state.bills.submits], ["cost", `$${state.bills.usd}`],
  ];
  const list = byId("counts");
  if (list.childElementCount === 0) {
    list.append(...counts.map(([name]) => make("div", {}, make("dt", {}, name), make("dd", { id: `count-${name.replace(" ", "-")}` }))));
  }

  counts.forEach(([name, value]) => setText(byId(`count-${name.replace(" ", "-")}`), `${value}`));
  byId("count-cost").parentElement.hidden = state.bills.usd === 0;   // Hidden if no model has a price or nothing has been charged yet.
}

async function refresh() {
  clearTimeout(timer);
  const state = await (models === null ? service.readAll() : service.readState()).catch(() => null);

  // Without a state, the emulator was stopped or a fault broke this connection. The timer below retries.
  byId("lost").hidden = state !== null;
  const isBusy = state !== null && show(state);
  clearTimeout(timer);
  timer = setTimeout(refresh, document.hidden ? 5000 : isBusy ? 300 : 1000);
}

function show(state) {
  showCounts(state);
  showFaults(state.faults);
  if (models === null) {
    models = state.models;
    access = { ...state.protocol, token: state.token };
    byId("address").textContent = state.address;
    showModels();
    choose();
  }

  return showJobs(state, access, refresh);
}

byId("search").addEventListener("input", showModels);
addEventListener("hashchange", choose);
addEventListener("visibilitychange", () => document.hidden || refresh());
startFaults(refresh);
refresh();
