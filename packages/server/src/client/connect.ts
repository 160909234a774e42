import { readFile } from 'node:fs/promises';
import { Refusal } from '../cli/refusal.ts';
import { readClientFile } from '../data/client-file.ts';
import { readInstallation } from '../data/installation.ts';
import { layoutOf } from '../data/layout.ts';
import { systemCode } from '../data/system-error.ts';
import type { Connection, Trust } from './connection.ts';

/** How commands are told whom to call. */
export interface ConnectOptions {
  readonly data?: string | undefined;
  readonly endpoint?: string | undefined;
  readonly ca?: string | undefined;
  readonly insecure?: boolean | undefined;
  /** In place of the directory's. */
  readonly instanceId?: string | undefined;
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * `--data` gives endpoint, key, certificate and InstanceId, never the database itself; `--endpoint` beside it goes elsewhere with the
 * same key. `--endpoint` alone takes its key from the environment. Without either, SALLYPORT_ENDPOINT, then SALLYPORT_DATA.
 */
export async function connect(options: ConnectOptions, environment: Environment): Promise<Connection> {
  if (options.data !== undefined) return fromDirectory(options.data, options, options.endpoint);
  const endpoint = options.endpoint ?? environment['SALLYPORT_ENDPOINT'];
  if (endpoint !== undefined) return { endpoint: checkedEndpoint(endpoint), ...keyOf(environment), instanceId: options.instanceId, trust: await chosenTrust(options) ?? { kind: 'system' } };
  const data = environment['SALLYPORT_DATA'];
  if (data !== undefined) return fromDirectory(data, options, undefined);
  throw new Refusal('USAGE', 'Whom to call? Give --data DIR, or --endpoint URL with SALLYPORT_ACCESS_KEY_ID and SALLYPORT_ACCESS_KEY_SECRET in the environment.');
}

async function fromDirectory(data: string, options: ConnectOptions, endpoint: string | undefined): Promise<Connection> {
  const layout = layoutOf(data);
  const client = await readClientFile(layout);
  if (client === undefined) {
    await readInstallation(layout);
    throw new Refusal('NOT_FOUND', `${layout.client} is missing: this directory has no key for the command line (a node made by "join" has none). Use --endpoint with a key in the environment.`);
  }
  const target = endpoint ?? client.endpoint;
  if (target === undefined) throw new Refusal('UNREACHABLE', `Nothing has been served from ${layout.root} yet. Start it with: sallyport serve --data ${layout.root} --api 127.0.0.1:8443 --ssh 127.0.0.1:60022`);
  const kept: Trust | undefined = endpoint === undefined && client.certificate !== undefined ? { kind: 'exactly', pem: client.certificate } : undefined;
  return {
    endpoint: checkedEndpoint(target),
    accessKeyId: client.accessKeyId,
    accessKeySecret: client.accessKeySecret,
    instanceId: options.instanceId ?? client.instanceId,
    trust: await chosenTrust(options) ?? kept ?? { kind: 'system' },
  };
}

function keyOf(environment: Environment): Pick<Connection, 'accessKeyId' | 'accessKeySecret' | 'securityToken'> {
  const accessKeyId = environment['SALLYPORT_ACCESS_KEY_ID'];
  const accessKeySecret = environment['SALLYPORT_ACCESS_KEY_SECRET'];
  if (accessKeyId === undefined || accessKeySecret === undefined) {
    throw new Refusal('USAGE', '--endpoint needs SALLYPORT_ACCESS_KEY_ID and SALLYPORT_ACCESS_KEY_SECRET in the environment (or give --data DIR).');
  }
  return { accessKeyId, accessKeySecret, securityToken: environment['SALLYPORT_SECURITY_TOKEN'] };
}

async function chosenTrust(options: ConnectOptions): Promise<Trust | undefined> {
  if (options.insecure === true) return { kind: 'anything' };
  if (options.ca === undefined) return undefined;
  try {
    return { kind: 'authorities', pem: await readFile(options.ca, 'utf8') };
  } catch (error) {
    throw new Refusal('USAGE', `--ca ${options.ca} cannot be read: ${systemCode(error) ?? 'unknown error'}.`, { cause: error });
  }
}

function checkedEndpoint(text: string): string {
  if (!URL.canParse(text)) throw new Refusal('USAGE', `"${text}" is not a URL. An endpoint looks like https://127.0.0.1:8443`);
  const url = new URL(text);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') throw new Refusal('USAGE', `An endpoint begins with https:// or http://, not ${url.protocol}//`);
  return url.origin;
}
