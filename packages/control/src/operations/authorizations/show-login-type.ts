import type { RestCall, RestInputOf, RestResultOf } from '../../service-tickets/rest-handler.ts';

export async function showLoginType(_input: RestInputOf<'ShowLoginType'>, call: RestCall): Promise<RestResultOf<'ShowLoginType'>> {
  return { login_type: call.deps.settings.serviceTickets.loginType };
}
