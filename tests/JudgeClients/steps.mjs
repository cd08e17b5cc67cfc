// Prints a step and what came of it, as one line of JSON.
export const say = (step, facts = {}) => console.log(JSON.stringify({ step, ...facts }));

// Returns the status and the body of the error that a call must end with.
export async function failureOf(call) {
  try {
    await call;
  } catch (error) {
    return { status: error.status ?? error.response?.status, body: error.body ?? null, message: error.message };
  }

  return { status: 0 };
}
