import { Refusal } from '../refusal.ts';
import type { ConnectOptions } from '../../client/connect.ts';

/** What was asked of `sallyport api`. */
export interface ApiArguments {
  readonly action: string | undefined;
  readonly wish: 'call' | 'help' | 'list';
  readonly output: 'pretty' | 'json';
  readonly connect: ConnectOptions;
  /** `--Name value`, in order; names as typed, `Hosts.1.HostId` included. */
  readonly parameters: ReadonlyMap<string, string>;
  /** `--param-file Name=FILE` */
  readonly files: ReadonlyMap<string, string>;
}

const WITH_VALUE = ['--data', '--endpoint', '--ca', '--param-file'];

/** Parameters of operations begin with a capital letter, options of ours with a small one: they cannot meet. */
export function parseApiArguments(words: readonly string[]): ApiArguments {
  const parameters = new Map<string, string>();
  const files = new Map<string, string>();
  const options = new Map<string, string>();
  const flags = new Set<string>();
  let action: string | undefined;
  const rest = [...words];
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    if (!word.startsWith('-')) {
      if (action !== undefined) throw usage(`"${word}" is one word too many after ${action}. Values with spaces need quotes.`);
      action = word;
      continue;
    }
    const { name, value } = split(word);
    if (/^--[A-Z]/u.test(name)) put(parameters, name.slice(2), value ?? taken(rest, name), name);
    else if (name === '--param-file') putFile(files, value ?? taken(rest, name));
    else if (WITH_VALUE.includes(name)) put(options, name.slice(2), value ?? taken(rest, name), name);
    else if (['--help', '-h', '--list', '--json', '--insecure'].includes(name) && value === undefined) flags.add(name.replace(/^-h$/u, '--help'));
    else throw usage(`Unknown option ${word}. Parameters begin with a capital letter, as in --InstanceId.`);
  }
  return {
    action, parameters, files,
    wish: flags.has('--help') ? 'help' : flags.has('--list') ? 'list' : 'call',
    output: flags.has('--json') ? 'json' : 'pretty',
    connect: { data: options.get('data'), endpoint: options.get('endpoint'), ca: options.get('ca'), insecure: flags.has('--insecure') },
  };
}

function usage(message: string): Refusal {
  return new Refusal('USAGE', message);
}

function split(word: string): { readonly name: string; readonly value: string | undefined } {
  const at = word.indexOf('=');
  return at < 0 ? { name: word, value: undefined } : { name: word.slice(0, at), value: word.slice(at + 1) };
}

/** The next word, whatever it begins with: a value may be a negative number or a text with a dash. */
function taken(rest: string[], name: string): string {
  const value = rest.shift();
  if (value === undefined) throw usage(`${name} needs a value.`);
  return value;
}

function put(into: Map<string, string>, key: string, value: string, name: string): void {
  if (into.has(key)) throw usage(`${name} is given twice.`);
  into.set(key, value);
}

function putFile(files: Map<string, string>, text: string): void {
  const { name, value } = split(text);
  if (value === undefined || value === '' || !/^[A-Z]/u.test(name)) throw usage(`--param-file takes Name=FILE, not "${text}".`);
  put(files, name, value, `--param-file ${name}`);
}
