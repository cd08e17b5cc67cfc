// Calls the tools of an MCP server with the official MCP client:
// node mcp.mjs <legacy|auto|2026-07-28> <accept|decline|none> <url | command argument ...>
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { say } from './steps.mjs';

const [version, answer, command, ...args] = process.argv.slice(2);
const mode = version === 'legacy' || version === 'auto' ? version : { pin: version };
const client = new Client(
  { name: 'judge', version: '1.0.0' },
  { versionNegotiation: { mode }, capabilities: answer === 'none' ? {} : { elicitation: { form: {} } } });
const questions = [];
if (answer !== 'none') {
  client.setRequestHandler('elicitation/create', async request => {
    questions.push(request.params.message);
    return answer === 'accept' ? { action: 'accept', content: {} } : { action: answer };
  });
}

await client.connect(command.startsWith('http')
  ? new StreamableHTTPClientTransport(new URL(command))
  : new StdioClientTransport({ command, args, env: process.env }));

const call = async (name, input) => {
  const result = await client.callTool({ name, arguments: input });
  return result.isError ? { refused: result.content[0].text } : result.structuredContent;
};

const { tools } = await client.listTools();
say('tools', { names: tools.map(tool => tool.name) });
const film = { model: 'kling/kling-3.0/pro/text-to-video', input: { prompt: 'a kite', duration: 5 }, wait_seconds: 30 };
const found = await call('search_models', { query: 'kling 3.0 pro text-to-video' });
say('search', { ids: found.models.map(model => model.id) });
say('quote', await call('quote', { model: film.model, input: film.input }));
const progress = [];
const run = await client.callTool(
  { name: 'run', arguments: film }, { onprogress: report => progress.push(report.message) });
const job = run.isError ? { refused: run.content[0].text } : run.structuredContent;
say('run', { ...job, links: run.content.filter(block => block.type === 'resource_link').length, hasProgress: progress.length > 0 });
say('again', await call('run', film));
if (job.files) {
  const { contents } = await client.readResource({ uri: job.files[0].uri });
  say('file', { type: contents[0].mimeType, isFile: contents[0].blob.length > 0 });
}

say('wrong input', await call('run', { ...film, input: { promt: 'a kite' } }));
say('questions', { questions });
await client.close();
