import { catalogue, restCatalogue } from '@sallyport/contract';
import { Type } from 'typebox';
import type { Static, TObject, TProperties } from 'typebox';
import { parseNetwork } from './network.ts';

/** A group of settings; absent as a whole it stands for its defaults. */
function section<const P extends TProperties>(description: string, properties: P): TObject<P> {
  return Type.Object(properties, { additionalProperties: false, default: {}, description });
}

function whole(fallback: number, minimum: number, maximum: number, description: string) {
  return Type.Integer({ default: fallback, minimum, maximum, description });
}

const cidr = Type.Refine(
  Type.String({ maxLength: 64 }),
  (text) => parseNetwork(text) !== undefined,
  () => 'must be a network such as 127.0.0.0/8 or ::1/128',
);

function isOperation(action: string): boolean {
  return Object.hasOwn(catalogue, action) || Object.hasOwn(restCatalogue, action);
}

/**
 * Every setting, with its unit in the name, its bounds and its default. The file (JSON) and the environment
 * (`tickets.pendingHours` = `SALLYPORT_TICKETS_PENDING_HOURS`) are both read by it; the environment wins.
 */
export const ConfigSchema = Type.Object({
  log: section('Log on stderr, one JSON object a line.', {
    level: Type.Enum(['debug', 'info', 'warn', 'error'], { default: 'info', description: 'Least severity that is written.' }),
  }),
  access: section('Who is let to what.', {
    hostKeys: Type.Enum(['accept-first', 'approve'], { default: 'accept-first', description: 'First key of a target: pinned and audited, or refused until an administrator accepts it.' }),
    allowTargets: Type.Array(cidr, { default: [], maxItems: 100, description: 'Networks of loopback, link-local or metadata addresses, or of this node, that may be targets all the same (CIDR).' }),
    separationOfDuties: Type.Enum(['enforced', 'off'], { default: 'enforced', description: 'off: an applicant or granter may decide a ticket; for a lone administrator, and marked in the audit log.' }),
    sweepSeconds: whole(30, 0, 300, 'How often every live session is decided again in case a change notice was lost; 0: never, to prove the notices alone.'),
    changeNotices: Type.Enum(['heard', 'dropped'], { default: 'heard', description: 'dropped: only the sweep finds changes, to prove it alone.' }),
    leaseSeconds: whole(15, 3, 120, 'A node that cannot reach the store for so long ends its sessions.'),
  }),
  tickets: section('O&M tickets.', {
    pendingHours: whole(24, 1, 720, 'A ticket that nobody decided expires then.'),
    maxPendingPerUser: whole(5, 1, 1000, 'Open tickets a user may have.'),
    doorWaitSeconds: whole(1800, 1, 86_400, 'How long the door keeps an interactive log-on waiting.'),
    execWaitSeconds: whole(60, 1, 3600, 'The same for a command without a terminal.'),
  }),
  door: section('The SSH door.', {
    loginGraceSeconds: whole(120, 5, 600, 'From connecting to being logged on.'),
    maxAuthAttempts: whole(6, 1, 20, 'Failed proofs a connection.'),
    maxUnauthenticated: whole(200, 1, 100_000, 'Connections that are not logged on yet.'),
    maxUnauthenticatedPerAddress: whole(20, 1, 100_000, 'The same from one address.'),
    maxChannels: whole(32, 1, 1000, 'Open channels a connection.'),
    maxBufferedBytes: whole(4_194_304, 65_536, 67_108_864, 'Output that a client has not read yet before its target is paused.'),
    dialTimeoutSeconds: whole(10, 1, 120, 'For connecting, key exchange and log-in at the target, each.'),
    idleSeconds: whole(600, 10, 86_400, 'A menu without a key pressed, or a connection that has asked for nothing, is closed.'),
    maxConnections: whole(10_000, 1, 1_000_000, 'Connections of logged-on users on this node.'),
  }),
  passwords: section('Failed password log-ons, counted per user and source address.', {
    maxFailures: whole(5, 1, 1000, 'Failures after which that pair is barred.'),
    maxFailuresPerAddress: whole(30, 1, 100_000, 'Failures from one address with any name; higher, because people share addresses.'),
    barMinutes: whole(30, 1, 10_080, 'For how long.'),
    resetMinutes: whole(5, 1, 10_080, 'A count whose last failure is older starts again.'),
  }),
  api: section('The management API.', {
    ratePerSecond: whole(100, 1, 1_000_000, 'Calls of one operation a second and account where the operation has no limit of its own.'),
    rates: Type.Refine(
      Type.Record(Type.String(), Type.Integer({ minimum: 1, maximum: 1_000_000 }), { default: {}, description: 'Calls a second of single operations, in place of their documented limits.' }),
      (rates) => Object.keys(rates).every(isOperation),
      (rates) => `there is no operation ${Object.keys(rates).filter((action) => !isOperation(action)).join(', ')}`,
    ),
    ratePerAddress: whole(300, 1, 1_000_000, 'Requests a second from one address, counted before signatures are checked.'),
    publicEndpoint: Type.String({ default: '', maxLength: 255, description: 'Host name or address under which engineers and programs reach this installation from outside; shown to them.' }),
    privateEndpoint: Type.String({ default: '', maxLength: 255, description: 'The same inside the network.' }),
    documentationUrl: Type.Refine(Type.String({ default: '', maxLength: 255, description: 'Where links in error answers lead, without a slash at the end; empty: to this server.' }), (text) => text === '' || /^https?:\/\/[^\s/]+(?:\/[^\s]*)?$/u.test(text) && !text.endsWith('/'), () => 'must be a URL without a slash at its end'),
    trustedProxies: Type.Array(cidr, { default: [], maxItems: 100, description: 'Whose X-Forwarded-For is believed (CIDR).' }),
  }),
  serviceTickets: section('Service tickets, their authorizations, and who may call that API.', {
    pendingDays: whole(7, 1, 90, 'A request for an authorization that the customer has not confirmed expires then.'),
    longestWindowHours: whole(720, 1, 8760, 'The longest window that a confirmation may give, and how far ahead it may begin.'),
    verifyTries: whole(5, 1, 100, 'Log-ins that may be tried to check one host of an authorization; of one host in a day four times as many.'),
    pressMinutes: whole(60, 1, 10_080, 'Support can be urged again on the same ticket after this.'),
    tokenMinutes: whole(1440, 1, 10_080, 'How long a token of the API is good.'),
    temporaryKeyMinutes: whole(1440, 15, 1440, 'The longest that a temporary access key may be good; its maker says how long within that.'),
    lockAfter: whole(5, 1, 1000, 'Bad proofs of one identity from one network, after which the pair is locked out.'),
    lockMinutes: whole(5, 1, 1440, 'For how long.'),
    loginType: Type.String({ default: 'FEDERATION', minLength: 1, maxLength: 64, pattern: '^[A-Z][A-Z0-9_]*$', description: 'How the vendor\'s engineers come to consoles, as the API tells customers.' }),
  }),
  targetWork: section('Log-ins to targets that the control plane asks for, such as the check of a host before it is authorized.', {
    concurrent: whole(4, 1, 100, 'At once on this node.'),
    leaseSeconds: whole(30, 20, 300, 'Another node takes over what a node has not finished after this.'),
    pollSeconds: whole(1, 1, 60, 'How often a node looks for work of which no notice came.'),
    maxWaiting: whole(100, 1, 10_000, 'Pieces of work that may wait; more are refused.'),
    waitSeconds: whole(20, 1, 50, 'How long a call waits for the outcome.'),
  }),
  recordings: section('Recordings of sessions.', {
    directory: Type.Optional(Type.String({ minLength: 1, maxLength: 4096, description: 'Where they are kept; shared by all nodes. Without it: recordings/ in the data directory.' })),
  }),
}, { additionalProperties: false, default: {} });

export type Config = Static<typeof ConfigSchema>;
