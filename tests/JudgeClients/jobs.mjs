// Runs many jobs at the same time with a service's own client: node jobs.mjs fal|replicate <address> <token> <count>
// Prints "ready" after a warm-up job and waits for a line. Then runs the jobs, and prints their cost and the request ids that it knows.
import { createInterface } from "node:readline";
import { createFalClient } from "@fal-ai/client";
import Replicate from "replicate";

const [service, address, token, count] = process.argv.slice(2);
const ids = [];

const fal = createFalClient({
  credentials: token,
  fetch: (url, init) => {
    const { pathname, search } = new URL(url);
    return fetch(new URL(pathname + search, address), init);
  },
});
const replicate = new Replicate({ auth: token, baseUrl: `${address}v1` });

async function runWithFal(prompt) {
  await fal.subscribe("acme/video", { input: { prompt }, onEnqueue: id => ids.push(id) });
}

async function runWithReplicate(prompt) {
  const prediction = await replicate.predictions.create({ model: "acme/video", input: { prompt } });
  ids.push(prediction.id);
  await replicate.wait(prediction);
}

const run = service === "fal" ? runWithFal : runWithReplicate;
await run("a kite");
ids.length = 0;
console.log("ready");
for await (const line of createInterface({ input: process.stdin })) {
  break;
}

const [before, cpu, start] = [process.memoryUsage().rss, process.cpuUsage(), performance.now()];
const runs = await Promise.allSettled(Array.from({ length: Number(count) }, (_, index) => run(`kite ${index}`)));
const { user, system } = process.cpuUsage(cpu);
console.log(JSON.stringify({
  results: runs.filter(({ status }) => status === "fulfilled").length,
  ids,
  seconds: (performance.now() - start) / 1000,
  cpuMs: (user + system) / 1000,
  bytes: process.resourceUsage().maxRSS * 1024 - before,
}));
process.exit(0);
