// Calls an emulator with Replicate's own client: node replicate.mjs <address of an emulator> <token>
import { File } from "node:buffer";
import Replicate from "replicate";
import { failureOf, say } from "./steps.mjs";

const [address, auth] = process.argv.slice(2);
const replicate = new Replicate({ auth, baseUrl: `${address}v1` });
const { predictions, files } = replicate;
const model = "acme/video";
const input = { prompt: "a kite" };

// The emulator's clock stands still here, so the jobs stay in the queue.
const version = (await replicate.models.get("acme", "video")).latest_version;
say("model", { required: version.openapi_schema.components.schemas.Input.required });
const versions = await replicate.models.versions.list("acme", "video");
say("versions", { isSame: versions.results.length === 1 && versions.results[0].id === version.id });

const submitted = await predictions.create({ model, input });
say("submit", { status: submitted.status, version: submitted.version, prompt: submitted.input.prompt });
const waiting = await predictions.get(submitted.id);
say("status", { status: waiting.status, isSame: waiting.id === submitted.id });

const ofVersion = await predictions.create({ version: version.id, input });
say("submit to a version", { isSame: ofVersion.version === version.id, model: ofVersion.model });
const deployed = await replicate.deployments.predictions.create("acme", "video", { input });
say("submit to a deployment", { deployment: deployed.deployment });
say("cancel", { status: (await predictions.cancel(ofVersion.id)).status });

say("wrong input", await failureOf(predictions.create({ model, input: { prompt: 5 } })));
say("unknown model", await failureOf(predictions.create({ model: "acme/nothing", input })));
say("unknown prediction", await failureOf(predictions.get("00000000-0000-4000-8000-000000000000")));
say("wrong token", await failureOf(new Replicate({ auth: "wrong", baseUrl: `${address}v1` }).predictions.create({ model, input })));

const file = await files.create(new File(["hello"], "hello.txt", { type: "text/plain" }), { order: 7 });
const known = await files.get(file.id);
const listed = (await files.list()).results.map(({ id }) => id);
say("upload", { name: known.name, size: known.size, type: known.content_type, metadata: known.metadata, sha256: known.checksums.sha256 });
const isDeleted = await files.delete(file.id);
say("files", { isListed: listed.includes(file.id), isDeleted, after: (await failureOf(files.get(file.id))).status });
const withFile = await predictions.create({ model, input: { prompt: "a kite", image_url: Buffer.from("picture") } });
say("submit with a file", { isAddress: withFile.input.image_url.startsWith(`${address}v1/files/`) });

const dark = await predictions.create({ model, input: { prompt: "dark" } });
for (let count = 0; count < 100; count++) {
  await predictions.create({ model, input });
}

const pages = [];
for await (const page of replicate.paginate(predictions.list)) {
  pages.push(page.map(({ id }) => id));
}

say("list", { pages: pages.map(page => page.length), hasFirst: pages.at(-1).includes(submitted.id), distinct: new Set(pages.flat()).size });

// From here on, the test lets the emulator's clock run.
say("run");
const result = await replicate.wait(submitted, { interval: 10 });
const video = await fetch(result.output.video.url);
say("result", { status: result.status, type: video.headers.get("Content-Type"), bytes: (await video.arrayBuffer()).byteLength });
say("late cancel", { status: (await predictions.cancel(submitted.id)).status });
say("failed", await failureOf(replicate.wait(dark, { interval: 10 })));

const events = [];
for await (const event of replicate.stream("acme/poet", { input })) {
  events.push([event.event, event.data]);
}

say("stream", { events });
say("failed stream", await failureOf((async () => {
  for await (const event of replicate.stream("acme/poet", { input: { prompt: "dark" } })) {
    events.push(event);
  }
})()));
say("run and wait", { output: (await replicate.run("acme/poet", { input })) });
say("run and poll", { output: (await replicate.run("acme/poet", { input, wait: { mode: "poll", interval: 10 } })) });
say("run and fail", await failureOf(replicate.run("acme/poet", { input: { prompt: "dark" } })));
