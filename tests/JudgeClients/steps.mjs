// Prints the name of a step and its results as one line of JSON.
export const say = (step, facts = {}) => console.log(JSON.stringify({ step, ...facts }));

// Returns the status and the body of the error with which a call is expected to fail.
export async function failureOf(call) {
  try {
    await call;
  } catch (error) {
    return { status: error.status ?? error.response?.status, body: error.body ?? null, message: error.message };
  }

  return { status: 0 };
}
