import { catalogue } from '@sallyport/contract';
import type { ActionName, Catalogue } from '@sallyport/contract';
import { apiFailure } from '../cli/api-failure.ts';
import { Refusal } from '../cli/refusal.ts';
import { callApi } from './call.ts';
import { connect } from './connect.ts';
import type { ConnectOptions } from './connect.ts';
import type { Connection } from './connection.ts';

export type ApiBody = Readonly<Record<string, unknown>>;

/** Calls operations for a command: undefined parameters are left out, structures travel as JSON, error answers throw. */
export type Operate = <A extends ActionName>(action: A, parameters: { readonly [K in keyof Catalogue[A]['params']]?: unknown }) => Promise<ApiBody>;

export async function operator(options: ConnectOptions, environment: Readonly<Record<string, string | undefined>>): Promise<Operate> {
  const connection = await connect(options, environment);
  return (action, parameters) => operate(connection, action, parameters);
}

async function operate(connection: Connection, action: ActionName, parameters: Readonly<Record<string, unknown>>): Promise<ApiBody> {
  const operation = catalogue[action];
  const pairs = new Map<string, string>();
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== undefined) pairs.set(name, typeof value === 'string' ? value : JSON.stringify(value));
  }
  if (Object.hasOwn(operation.params, 'InstanceId')) pairs.set('InstanceId', instanceIdFor(connection));
  const answer = await callApi(connection, { action, version: operation.version, pairs });
  if (!answer.ok) throw apiFailure(operation, pairs, answer);
  return answer.body;
}

function instanceIdFor(connection: Connection): string {
  if (connection.instanceId === undefined) throw new Refusal('USAGE', 'With --endpoint, name the instance too: --instance-id ID.');
  return connection.instanceId;
}
