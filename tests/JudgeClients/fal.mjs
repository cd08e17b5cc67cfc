// Calls an emulator with fal's own client: node fal.mjs <address of an emulator> <token>
import { File } from "node:buffer";
import { createFalClient } from "@fal-ai/client";
import { failureOf, say } from "./steps.mjs";

const [address, credentials] = process.argv.slice(2);
const model = "fal-ai/acme/video";

// The client calls fixed hosts. Send all these calls to the emulator.
const toEmulator = (url, init) => {
  const { pathname, search } = new URL(url);
  return fetch(new URL(pathname + search, address), init);
};
const fal = createFalClient({ credentials, fetch: toEmulator });
const { queue, storage } = fal;

// The emulator's clock stands still here, so the jobs stay in the queue.
const submitted = await queue.submit(model, { input: { prompt: "a kite" } });
say("submit", { status: submitted.status, url: new URL(submitted.status_url).pathname, id: submitted.request_id });
const requestId = submitted.request_id;

const waiting = await queue.status(model, { requestId, logs: true });
say("status", { status: waiting.status, position: waiting.queue_position });
say("early result", await failureOf(queue.result(model, { requestId })));

const second = (await queue.submit(model, { input: { prompt: "another kite" } })).request_id;
await queue.cancel(model, { requestId: second });
const cancelled = await queue.status(model, { requestId: second });
say("cancel", { status: cancelled.status, type: cancelled.error_type });
say("cancelled result", await failureOf(queue.result(model, { requestId: second })));
say("second cancel", await failureOf(queue.cancel(model, { requestId: second })));

say("unknown request", await failureOf(queue.status(model, { requestId: "00000000-0000-4000-8000-000000000000" })));
say("unknown model", await failureOf(queue.submit("fal-ai/nothing", { input: {} })));
const stranger = createFalClient({ credentials: "wrong", fetch: toEmulator });
say("wrong token", await failureOf(stranger.queue.submit(model, { input: { prompt: "a kite" } })));

const url = await storage.upload(new File(["hello"], "hello there.txt", { type: "text/plain" }));
const file = await fetch(url);
say("upload", { text: await file.text(), type: file.headers.get("Content-Type") });

// The client sends a file in parts only above 90 MiB. That takes most of a minute, so only full test runs do it.
if (process.env.SCHEMASDK_FULL) {
  const large = new Uint8Array(91 * 1024 * 1024);
  large[large.length - 1] = 7;
  const copy = new Uint8Array(await (await fetch(await storage.upload(new File([large], "large.bin")))).arrayBuffer());
  say("upload in parts", { isSame: Buffer.compare(copy, large) === 0 });
}

const picture = new Blob(["picture"], { type: "image/png" });
const third = (await queue.submit(model, { input: { prompt: "a kite", image_url: picture } })).request_id;
say("submit with a file", { id: third });
const wrong = (await queue.submit(model, { input: { image_url: 5 } })).request_id;
const dark = (await queue.submit(model, { input: { prompt: "dark" } })).request_id;

const [statuses, messages] = [[], []];
const stream = await queue.streamStatus(model, { requestId, logs: true });
stream.on("data", status => {
  statuses.push(status.status);
  messages.push(...(status.logs ?? []).map(line => line.message));
  say(`streamed ${status.status}`);   // The test advances the clock when it reads these lines.
});
await stream.done();
say("stream", { statuses: [...new Set(statuses)], messages });

const polled = await queue.subscribeToStatus(model, { requestId, logs: true, pollInterval: 10 });
say("poll", { status: polled.status, messages: polled.logs.map(line => line.message), time: polled.metrics.inference_time });
const streamed = await queue.subscribeToStatus(model, { requestId, logs: true, mode: "streaming" });
say("poll by stream", { status: streamed.status, messages: streamed.logs.map(line => line.message) });

const result = await queue.result(model, { requestId });
const video = await fetch(result.data.video.url);
say("result", { id: result.requestId, type: video.headers.get("Content-Type"), bytes: (await video.arrayBuffer()).byteLength });
say("late cancel", await failureOf(queue.cancel(model, { requestId })));

const failed = await queue.status(model, { requestId: dark });
say("failed status", { status: failed.status, error: failed.error });
say("failed result", await failureOf(queue.result(model, { requestId: dark })));
say("wrong input", await failureOf(queue.result(model, { requestId: wrong })));

// From here on, the test lets the emulator's clock run.
say("run");
const states = [];
const run = await fal.subscribe(model, {
  input: { prompt: "a kite" }, pollInterval: 10, onQueueUpdate: ({ status }) => states.push(status),
});
say("subscribe", { last: states.at(-1), hasVideo: run.data.video.url.startsWith(address) });
