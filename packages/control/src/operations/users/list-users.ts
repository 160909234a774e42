import { userAnswer } from '../../answers/user.ts';
import type { Call } from '../../dispatch/call.ts';
import type { Params, Result } from '../../dispatch/handler.ts';
import { defined } from '../../parameters/defined.ts';
import { pageOf } from '../../parameters/page.ts';

export async function listUsers(params: Params<'ListUsers'>, call: Call): Promise<Result<'ListUsers'>> {
  // There are no user groups yet, and a group that does not exist has no members.
  if (params.UserGroupId !== undefined) return { TotalCount: 0, Users: [] };
  const filter = defined({
    userName: params.UserName,
    displayName: params.DisplayName,
    mobile: params.Mobile,
    source: params.Source,
    sourceUserId: params.SourceUserId,
    userState: params.UserState,
  });
  const page = await call.deps.store.users.list(call.instance.instanceId, filter, pageOf(params), call.now);
  return { TotalCount: page.total, Users: page.items.map((user) => userAnswer(user, call.now)) };
}
