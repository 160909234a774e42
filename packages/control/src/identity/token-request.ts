import { malformed, member, optionalText, readJsonObject } from './json-body.ts';
import type { JsonObject } from './json-body.ts';

/** A domain by name or id; names are compared without case. */
export type NamedDomain = { readonly name: string } | { readonly id: string };

/** A user by id, or by name within a domain. */
export type NamedUser = { readonly id: string } | { readonly name: string; readonly domain: NamedDomain };

export type AskedScope = { readonly kind: 'domain'; readonly domain: NamedDomain | undefined } | { readonly kind: 'project'; readonly project: NamedDomain; readonly domain: NamedDomain | undefined };

/** What `POST /v3/auth/tokens` asks for. */
export interface TokenRequest {
  readonly user: NamedUser;
  readonly password: string;
  /** The user that the second factor names, if it names one, and its code; undefined: the method was not given. */
  readonly totp: { readonly user: NamedUser | undefined; readonly passcode: string } | undefined;
  readonly scope: AskedScope;
}

const MAX_NAME = 255;
const MAX_PASSWORD = 1_024;

/** Reads Keystone's form of it. Throws KeystoneError 400. */
export function readTokenRequest(body: Uint8Array): TokenRequest {
  const auth = member(readJsonObject(body)['auth'], 'auth');
  const identity = member(auth['identity'], 'auth.identity');
  const methods = readMethods(identity['methods']);
  if (!methods.includes('password')) throw malformed('auth.identity.methods must hold password, and may hold totp');
  const user = member(member(identity['password'], 'auth.identity.password')['user'], 'auth.identity.password.user');
  const { password } = user;
  if (typeof password !== 'string' || password.length > MAX_PASSWORD) throw malformed('the password must be text');
  const named = readUser(user);
  if (named === undefined) throw malformed('the user must be named by id, or by name and domain');
  return { user: named, password, totp: methods.includes('totp') ? readTotp(identity) : undefined, scope: readScope(auth['scope']) };
}

function readMethods(value: unknown): readonly string[] {
  const known = ['password', 'totp'];
  if (!Array.isArray(value) || value.length === 0 || value.length > known.length) throw malformed('auth.identity.methods must be a list of one or two methods');
  return value.map((method: unknown) => {
    if (typeof method !== 'string' || !known.includes(method)) throw malformed('the methods are password and totp');
    return method;
  });
}

function readTotp(identity: JsonObject): NonNullable<TokenRequest['totp']> {
  const user = member(member(identity['totp'], 'auth.identity.totp')['user'], 'auth.identity.totp.user');
  const { passcode } = user;
  if (typeof passcode !== 'string' || passcode.length > 16) throw malformed('the passcode must be text');
  return { user: readUser(user), passcode };
}

function readUser(user: JsonObject): NamedUser | undefined {
  const id = optionalText(user['id'], 'user.id', MAX_NAME);
  if (id !== undefined) return { id };
  const name = optionalText(user['name'], 'user.name', MAX_NAME);
  if (name === undefined) return undefined;
  const domain = readDomain(user['domain'], 'user.domain');
  if (domain === undefined) throw malformed('user.domain must name a domain');
  return { name, domain };
}

function readScope(value: unknown): AskedScope {
  if (value === undefined || value === null) return { kind: 'domain', domain: undefined };
  const scope = member(value, 'auth.scope');
  if (scope['project'] === undefined) {
    const domain = readDomain(scope['domain'], 'auth.scope.domain');
    if (domain === undefined) throw malformed('auth.scope must name a domain or a project');
    return { kind: 'domain', domain };
  }
  if (scope['domain'] !== undefined) throw malformed('auth.scope names a domain and a project');
  const project = readDomain(scope['project'], 'auth.scope.project');
  if (project === undefined) throw malformed('auth.scope.project must be named');
  return { kind: 'project', project, domain: readDomain(member(scope['project'], 'auth.scope.project')['domain'], 'auth.scope.project.domain') };
}

/** Undefined: absent. Of id and name, the id decides. */
function readDomain(value: unknown, what: string): NamedDomain | undefined {
  if (value === undefined || value === null) return undefined;
  const domain = member(value, what);
  const id = optionalText(domain['id'], `${what}.id`, MAX_NAME);
  if (id !== undefined) return { id };
  const name = optionalText(domain['name'], `${what}.name`, MAX_NAME);
  if (name === undefined) throw malformed(`${what} must have a name or an id`);
  return { name };
}
