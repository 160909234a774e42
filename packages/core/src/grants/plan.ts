import { parseId } from '../kernel/ids.ts';
import type { Id } from '../kernel/ids.ts';
import type { ItemCode } from '../kernel/item-code.ts';
import type { AccountResult, GrantItem, GrantPlan, GrantResult, HostGrantFacts } from './grant.ts';

type Direction = 'attach' | 'detach';

/** The plan under construction; what earlier items did counts for later ones. */
interface Draft {
  readonly direction: Direction;
  readonly facts: ReadonlyMap<Id, HostGrantFacts>;
  readonly hosts: Set<Id>;
  readonly accounts: Map<Id, Id>;
  readonly seen: Set<Id>;
}

/**
 * Judges AttachHostAccountsToUser and DetachHostAccountsFromUser item by item, in the order given.
 * A host alone attaches the host, or detaches it with all its accounts. The outer code speaks of the host alone.
 * Source: their pages; rulings A2-A4; `semantics.md` §2.6 (naming accounts grants the host too, taking them back leaves it).
 */
export function planGrants(direction: Direction, userExists: boolean, items: readonly GrantItem[], facts: ReadonlyMap<Id, HostGrantFacts>): GrantPlan {
  const draft: Draft = { direction, facts, hosts: new Set(), accounts: new Map(), seen: new Set() };
  const results = items.map((item) => judgeItem(draft, userExists, item));
  return { results, hosts: [...draft.hosts], accounts: [...draft.accounts].map(([accountId, hostId]) => ({ hostId, accountId })) };
}

function judgeItem(draft: Draft, userExists: boolean, item: GrantItem): GrantResult {
  const refuse = (code: ItemCode): GrantResult => ({ hostId: item.hostId, code, accounts: refusedAccounts(item, code) });
  if (!userExists) return refuse('OBJECT_NOT_FOUND');
  const hostId = parseId(item.hostId);
  if (hostId === undefined || item.accountIds?.length === 0) return refuse('INVALID_ARGUMENT');
  const host = draft.facts.get(hostId);
  if (host === undefined) return refuse('OBJECT_NOT_FOUND');
  const repeated = draft.seen.has(hostId);
  draft.seen.add(hostId);
  if (item.accountIds === undefined) return judgeHostAlone(draft, host);
  const result = judgeAccounts(draft, host, item.accountIds);
  // A host named twice is a duplicate, but its other accounts must not escape a revocation for that.
  return repeated ? { ...result, code: 'OBJECT_AlREADY_EXISTS' } : result;
}

/** Accounts of a refused item: each says itself what it can; a well-formed one shares the outer fate. */
function refusedAccounts(item: GrantItem, code: ItemCode): readonly AccountResult[] {
  return (item.accountIds ?? []).map((accountId) => ({
    accountId,
    code: code !== 'INVALID_ARGUMENT' && parseId(accountId) === undefined ? 'INVALID_ARGUMENT' : code,
  }));
}

function judgeHostAlone(draft: Draft, host: HostGrantFacts): GrantResult {
  if (draft.direction === 'attach') return { hostId: host.hostId, code: changeHost(draft, host), accounts: [] };
  const accounts = [...host.grantedAccountIds].filter((accountId) => !draft.accounts.has(accountId)).map((accountId): AccountResult => {
    draft.accounts.set(accountId, host.hostId);
    return { accountId, code: 'OK' };
  });
  return { hostId: host.hostId, code: changeHost(draft, host), accounts };
}

function judgeAccounts(draft: Draft, host: HostGrantFacts, accountIds: readonly string[]): GrantResult {
  const accounts = accountIds.map((text): AccountResult => ({ accountId: text, code: judgeAccount(draft, host, text) }));
  // Detaching accounts says of the host only that it is (still) granted or not; attaching some grants it with them.
  const some = accounts.some((account) => account.code === 'OK' || account.code === 'OBJECT_AlREADY_EXISTS');
  const code = draft.direction === 'attach' ? (some ? changeHost(draft, host) : 'OK') : (host.hostGranted ? 'OK' : 'OBJECT_AlREADY_EXISTS');
  return { hostId: host.hostId, code, accounts };
}

function judgeAccount(draft: Draft, host: HostGrantFacts, text: string): ItemCode {
  const accountId = parseId(text);
  if (accountId === undefined) return 'INVALID_ARGUMENT';
  if (!host.accountIds.has(accountId)) return 'OBJECT_NOT_FOUND';
  const granted = host.grantedAccountIds.has(accountId);
  if (draft.accounts.has(accountId) || granted === (draft.direction === 'attach')) return 'OBJECT_AlREADY_EXISTS';
  draft.accounts.set(accountId, host.hostId);
  return 'OK';
}

function changeHost(draft: Draft, host: HostGrantFacts): ItemCode {
  if (draft.hosts.has(host.hostId) || host.hostGranted === (draft.direction === 'attach')) return 'OBJECT_AlREADY_EXISTS';
  draft.hosts.add(host.hostId);
  return 'OK';
}
