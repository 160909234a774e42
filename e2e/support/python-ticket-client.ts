import { spawn } from 'node:child_process';
import type { ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { restCatalogue } from '@sallyport/contract';
import type { RestOperationId } from '@sallyport/contract';
import type { Body } from './cloud-client.ts';
import type { TicketAnswer, TicketCall, TicketCaller, TicketClient, TicketServer } from './service-tickets.ts';

const PYTHON = fileURLToPath(new URL('../../.venv/bin/python', import.meta.url));
const DRIVER = fileURLToPath(new URL('../wire/python/service_tickets.py', import.meta.url));
const ANSWER_WITHIN_MS = 60_000;

interface Line extends TicketAnswer {
  readonly broken?: string;
}

/** The official Python SDK in a process of its own; answers have been through its models. Calls go one after another. */
export class PythonTicketClient implements TicketClient, AsyncDisposable {
  readonly #child: ChildProcessByStdio<Writable, Readable, Readable>;
  readonly #waiting: ((line: string | undefined) => void)[] = [];
  #errors = '';

  constructor(server: TicketServer, caller: TicketCaller) {
    const who = 'token' in caller ? caller : { ak: caller.accessKeyId, sk: caller.accessKeySecret, securityToken: caller.securityToken, domainId: caller.domainId };
    const child = spawn(PYTHON, [DRIVER], { stdio: ['pipe', 'pipe', 'pipe'] });
    this.#child = child;
    child.stdin.on('error', () => undefined);
    child.stdin.write(`${JSON.stringify({ ...server, ...who })}\n`);
    child.stderr.setEncoding('utf8').on('data', (text: string) => { this.#errors += text; });
    createInterface({ input: child.stdout })
      .on('line', (line) => this.#waiting.shift()?.(line))
      .on('close', () => { for (const waiting of this.#waiting.splice(0)) waiting(undefined); });
  }

  async call(operationId: RestOperationId, call: TicketCall = {}): Promise<TicketAnswer> {
    const { site, language, timeZone } = call;
    const fields = {
      ...call.path, ...call.query,
      ...(call.body === undefined ? {} : { body: call.body }),
      ...(site === undefined ? {} : { x_site: site }), ...(language === undefined ? {} : { x_language: language }), ...(timeZone === undefined ? {} : { x_time_zone: timeZone }),
    };
    const answered = new Promise<string | undefined>((resolve) => { this.#waiting.push(resolve); });
    this.#child.stdin.write(`${JSON.stringify({ operation: restCatalogue[operationId].sdkName, fields })}\n`);
    const timer = setTimeout(() => this.#child.kill('SIGKILL'), ANSWER_WITHIN_MS);
    const line = await answered;
    clearTimeout(timer);
    if (line === undefined) throw new Error(`the Python client ended: ${this.#errors}`);
    const answer = JSON.parse(line) as Line;
    if (answer.broken !== undefined) throw new Error(`${operationId}: ${answer.broken}`);
    return { status: answer.status, body: present(answer.body) };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const gone = once(this.#child, 'close');
    this.#child.stdin.end();
    const timer = setTimeout(() => this.#child.kill('SIGKILL'), 5_000);
    await gone;
    clearTimeout(timer);
  }
}

/** The SDK's models name absent members too. */
function present(body: Body): Body {
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== null));
}
