import { BYSTANDERS, HELD } from './false-cuts.ts';
import type { HeldSessions } from './false-cuts.ts';
import type { Borrower, Lending, Requested } from './lending.ts';

const HOUR_MS = 3_600_000;
/** Long enough for a confirmation to arrive on a busy machine (one that comes too late is refused); over while the next changes are made. */
const SOON_MS = 5_000;

type Change = (lending: Lending, userId: string, open: Requested) => Promise<Requested>;

const request: Change = (lending, userId) => lending.request(userId);
const confirm = (forMs: number): Change => async (lending, _userId, open) => {
  await lending.confirm(open, Date.now() + forMs);
  return open;
};
const cancel: Change = async (lending, _userId, open) => {
  await lending.cancel(open);
  return open;
};
const recall: Change = async (lending, _userId, open) => {
  await lending.recall(open);
  return open;
};

/** In this order for each bystander: the same account of the same host is asked for, lent, and taken back in every way. */
const ROUND: readonly Change[] = [request, confirm(HOUR_MS), cancel, request, confirm(SOON_MS), request, confirm(HOUR_MS), recall, request, cancel];

/** Sessions on authorizations that stand, while others' are confirmed and end; then their own are cancelled. */
export async function lentToOthers(lending: Lending, changes: number): Promise<HeldSessions> {
  const engineers = async (what: string, count: number): Promise<readonly Borrower[]> => Promise.all(Array.from({ length: count }, (_, at) => lending.addEngineer(`${what}-${at}`)));
  const [holders, bystanders] = [await engineers('holder', HELD), await engineers('bystander', BYSTANDERS)];
  const held = await Promise.all(holders.map(({ userId }) => lending.request(userId)));
  for (const requested of held) await lending.confirm(requested, Date.now() + HOUR_MS);
  return {
    logins: holders.map(({ login }) => login),
    change: () => makeChanges(lending, bystanders, changes),
    end: async () => { await Promise.all(held.map((requested) => lending.cancel(requested))); },
  };
}

/** All bystanders at once; gives how many changes were made. */
async function makeChanges(lending: Lending, bystanders: readonly Borrower[], count: number): Promise<number> {
  let made = 0;
  await Promise.all(bystanders.map(async ({ userId }) => {
    let open: Requested = { authorizationId: '', detailId: '' };
    for (let step = 0; made < count; step += 1) {
      made += 1;
      open = await ROUND[step % ROUND.length]?.(lending, userId, open) ?? open;
    }
  }));
  return made;
}
