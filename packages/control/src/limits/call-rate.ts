import { SECOND } from '@sallyport/core';
import type { Instance, RateRepository } from '@sallyport/core';
import { ApiError } from '../dispatch/api-error.ts';
import type { ControlSettings } from '../deps.ts';

/**
 * Takes one call of the account's budget for the action in this second, over all nodes, keys and principals (ruling A6).
 * Throws Throttling.User with the time to wait; nothing has been done then.
 */
export async function takeCall(rates: RateRepository, settings: ControlSettings, instance: Instance, operation: { readonly action: string; readonly ratePerSecond?: number }, now: number): Promise<void> {
  const limit = settings.rates.actions[operation.action] ?? operation.ratePerSecond ?? settings.rates.general;
  const windowStart = now - (now % SECOND);
  if (await rates.take(`${instance.accountId}:${operation.action}`, windowStart, limit)) return;
  throw new ApiError('Throttling.User', { retryAfterMs: Math.max(1, windowStart + SECOND - now) });
}
