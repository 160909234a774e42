import { Type } from 'typebox';
import { listedId } from '../parameters/ids.ts';
import { itemCode, itemMessage } from './batches.ts';
import { shape } from './shape.ts';

/** `Hosts` of attach and detach: up to 10 hosts with up to 10 accounts each. An empty list of accounts is never "all" (ruling A3). */
export const grantTargets = Type.Array(
  shape({ HostId: listedId, HostAccountIds: Type.Optional(Type.Array(listedId, { maxItems: 10 })) }),
  { minItems: 1, maxItems: 10 },
);

/** Answer per host; its Code speaks of the host alone. */
export const grantResult = shape({
  Code: itemCode,
  HostAccounts: Type.Array(shape({ Code: itemCode, HostAccountId: Type.String(), Message: itemMessage })),
  HostId: Type.String(),
  Message: itemMessage,
  UserId: Type.String(),
});

/** `UserIds` of LockUsers and UnlockUsers: 1 to 100 ids, judged one by one by the handler. */
export const userIdList = Type.Array(listedId, { minItems: 1, maxItems: 100 });
