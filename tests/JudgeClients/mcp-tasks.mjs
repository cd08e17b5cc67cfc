// Waits for a run as an MCP task with the official MCP client, although the server is killed: node mcp-tasks.mjs <command argument ...>
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { hasTaskServerCapabilityV2 } from '@modelcontextprotocol/ext-tasks/core/v2';
import { createApplicationInputHandler, withTasks } from '@modelcontextprotocol/ext-tasks/client';
import { say } from './steps.mjs';

const [command, ...args] = process.argv.slice(2);
const prefix = 'io.modelcontextprotocol/';
const questions = [];

// Opens a connection of protocol version 2026-07-28, in which each request states the client's capabilities.
const connect = async () => {
  const server = spawn(command, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  const waiting = new Map();
  createInterface({ input: server.stdout }).on('line', line => {
    const message = JSON.parse(line);
    waiting.get(message.id)?.(message.error ? { kind: 'error', error: message.error } : { kind: 'result', result: message.result });
  });
  let last = 0;
  const dispatch = request => new Promise(answer => {
    const id = ++last;
    waiting.set(id, answer);
    const given = request.params?._meta ?? {};
    const _meta = {
      ...given,
      [`${prefix}protocolVersion`]: '2026-07-28',
      [`${prefix}clientInfo`]: { name: 'judge', version: '1.0.0' },
      [`${prefix}clientCapabilities`]: { ...given[`${prefix}clientCapabilities`], elicitation: { form: {} } },
    };
    const params = { ...request.params, _meta };
    server.stdin.write(JSON.stringify({ jsonrpc: '2.0', id, method: request.method, params }) + '\n');
  });
  const { result } = await dispatch({ method: 'server/discover' });
  const session = withTasks(
    {
      endpointId: 'models',
      taskCapabilities: hasTaskServerCapabilityV2(result.capabilities) ? { generation: 'v2', capabilities: {} } : { generation: 'none' },
      dispatch,
      onServerRequest: () => () => {},
      onNotification: () => () => {},
      onInvalidated: () => () => {},
      invalidated: false,
    },
    {
      onInputRequest: createApplicationInputHandler({
        elicitation: request => {
          questions.push(request.params.message);
          return { action: 'accept', content: {} };
        },
        sampling: () => { throw new Error('unexpected'); },
        roots: () => { throw new Error('unexpected'); },
      }),
    });
  return { server, session, dispatch };
};

const film = { model: 'kling/kling-3.0/pro/text-to-video', input: { prompt: 'a kite', duration: 5 } };
const first = await connect();
const execution = await first.session.callTool('run', film);
say('run', { kind: execution.kind, reference: execution.serializeReference?.() ?? null });
const reference = execution.serializeReference();
await execution.detach();
first.server.kill('SIGKILL');

const second = await connect();
const resumed = await second.session.resumeTask(reference);
const { outcome } = await resumed.settle();
say('resumed', { status: outcome.status, job: outcome.result.structuredContent });
const again = await second.session.callTool('run', film);
say('again', { kind: again.kind });
const { outcome: refusal } = await (await second.session.callTool('run', { ...film, input: { promt: 'a kite' } })).settle();
say('wrong input', { isError: refusal.result.isError });
const unknown = await second.dispatch({ method: 'tasks/get', params: { taskId: 'none' } });
say('unknown', { code: unknown.error?.code ?? null });
const cancelled = await second.session.callTool('run', { ...film, variant: 2 });
await cancelled.cancel();
say('cancelled', { status: (await cancelled.settle()).outcome.status });
say('questions', { questions });
second.server.stdin.end();
