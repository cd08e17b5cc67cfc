import { byId, make, setText } from "./dom.js";
import * as service from "./service.js";

// The cards of the jobs, by request id. A card is never replaced, so that a video in it keeps playing.
const cards = new Map();

// The last job that this page submitted. Its card is scrolled into view, and its result is expanded.
let followed = null;

export function followJob(id) {
  followed = { id, isShown: false };
}

function media(file) {
  const kind = file.type.split("/")[0];
  return kind === "image" ? make("img", { src: file.path, alt: "The picture of the result" })
    : make(kind === "audio" ? "audio" : "video", {
      src: file.path, controls: true, preload: "metadata", "aria-label": `The ${kind} of the result`,
    });
}

function resultOf(job) {
  const body = make("div", { class: "media" });
  let asked = false;
  return make("details", { ontoggle: async event => {
    if (!event.target.open || asked) {
      return;
    }

    asked = true;
    try {
      const { output, files } = await service.readJob(job.id);
      const text = JSON.stringify(output, null, 2);
      body.append(...(files ?? []).map(media), make("pre", { tabindex: "0", "aria-label": "Output as JSON" }, text));
    } catch (error) {
      body.append(make("p", { class: "error" }, error.message));
    }
  } }, make("summary", {}, "Result"), body);
}

function newCard(job, access, refresh) {
  const card = {
    phase: make("span", { class: "phase" }),
    detail: make("p", { class: "quiet" }),
    progress: make("progress", { max: 1, "aria-label": "Progress of the job" }),
    cancel: make("button", { type: "button", class: "small" }, "Cancel"),
    result: null,
  };
  card.cancel.setAttribute("aria-label", `Cancel job ${job.id}`);
  card.cancel.addEventListener("click", () => service.cancel(job.cancel, access).catch(() => {
    // Ignore this: a fault broke the call, and the state of the job will show whether it was cancelled.
  }).finally(refresh));
  card.element = make("li", {}, make("div", { class: "job-top" }, make("h3", {}, job.model), card.phase),
    make("code", { class: "quiet" }, job.id), card.progress, card.detail, make("div", {}, card.cancel));
  return card;
}

function detailOf(job, now) {
  switch (job.phase) {
    case "waiting": return `${job.position} ${job.position === 1 ? "job" : "jobs"} ahead`;
    case "running": return job.endsAt === null ? "This job never ends."
      : `${Math.max(0, Math.ceil((Date.parse(job.endsAt) - now) / 1000))} s left`;
    case "failed": return job.error;
    default: return job.usd === null ? "" : `$${job.usd}`;
  }
}

function update(card, job, now) {
  const isActive = job.phase === "waiting" || job.phase === "running";
  setText(card.phase, job.phase);
  card.phase.className = `phase ${job.phase}`;
  const detail = detailOf(job, now);
  setText(card.detail, detail);
  card.detail.hidden = detail === "";
  card.detail.className = job.phase === "failed" ? "error" : "quiet";
  card.progress.hidden = job.phase !== "running";
  card.cancel.parentElement.hidden = job.phase !== "waiting" || job.cancel === "";
  if (isActive && job.endsAt !== null && job.startsAt !== null) {
    const [from, to] = [Date.parse(job.startsAt), Date.parse(job.endsAt)];
    card.progress.value = Math.min(1, Math.max(0, (now - from) / Math.max(1, to - from)));
  } else {
    card.progress.removeAttribute("value");
  }

  if (job.phase === "succeeded" && card.result === null) {
    card.result = resultOf(job);
    card.element.append(card.result);
    card.result.open = job.id === followed?.id;
  }

  if (job.id === followed?.id && !followed.isShown) {
    followed.isShown = true;
    card.element.scrollIntoView({ block: "nearest" });
  }
}

export function showJobs(state, access, refresh) {
  const list = byId("jobs");
  const now = Date.parse(state.now);
  const ids = new Set(state.jobs.map(job => job.id));
  for (const [id, card] of cards) {
    if (!ids.has(id)) {
      card.element.remove();
      cards.delete(id);
    }
  }

  // The newest job comes first. Cards are never moved, because moving a video stops it.
  for (const job of [...state.jobs].reverse()) {
    if (!cards.has(job.id)) {
      const card = newCard(job, access, refresh);
      cards.set(job.id, card);
      list.prepend(card.element);
    }

    update(cards.get(job.id), job, now);
  }

  const all = Object.values(state.phases).reduce((sum, count) => sum + count, 0);
  byId("no-jobs").hidden = all > 0;
  setText(byId("job-count"), all > state.jobs.length ? `the newest ${state.jobs.length} of ${all}` : all > 0 ? `${all}` : "");
  return state.jobs.some(job => job.phase === "waiting" || job.phase === "running");
}
