// Calls the JSON interface of the emulator.
const root = "/_emulator";

async function read(path, options) {
  const response = await fetch(root + path, options);
  const body = await response.json();
  if (!response.ok) {
    throw new Error(body.error);
  }

  return body;
}

const post = (path, text) => read(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: text });

export const readAll = () => read("");
export const readState = () => read("?models=no");
export const readModel = id => read(`/model?id=${encodeURIComponent(id)}`);
export const readJob = id => read(`/job?id=${encodeURIComponent(id)}`);
export const check = (id, text) => post(`/check?id=${encodeURIComponent(id)}`, text);
export const addFault = fault => post("/faults", JSON.stringify({ faults: [fault] }));
export const endFaults = () => read("/faults", { method: "DELETE" });
export const reset = () => post("/reset", "{}");

// Calls the emulated service itself. The call is counted, and faults apply to it.
// access: the token, and how the service expects it and the input.
function call(method, path, access, text) {
  const headers = { [access.tokenHeader]: access.tokenPrefix + access.token, "Content-Type": "application/json" };
  return fetch(path, { method, headers, body: text });
}

export const cancel = (path, access) => call(access.cancelMethod, path, access, "");
export const submit = (path, access, input) =>
  call("POST", path, access, access.inputMember === null ? input : `{${JSON.stringify(access.inputMember)}:${input}}`);
