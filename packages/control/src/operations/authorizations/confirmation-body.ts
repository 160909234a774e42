import type { ConfirmationAsk, Id } from '@sallyport/core';
import { parseId } from '@sallyport/core';
import { OsmError } from '../../service-tickets/osm-error.ts';
import type { RestInputOf } from '../../service-tickets/rest-handler.ts';

/** A confirmation as it came, its secrets apart. Whoever reads it zeroes them. */
export interface Confirmation {
  readonly ask: ConfirmationAsk;
  readonly passwords: ReadonlyMap<Id, Uint8Array>;
}

/** Empty texts and 0 mean absent. Throws OsmError for a detail id that is none of ours. */
export function readConfirmation(body: RestInputOf<'ConfirmAuthorizations'>['body']): Confirmation {
  const passwords = new Map<Id, Uint8Array>();
  const details = (body.auth_detail_list ?? []).map((item) => {
    const detailId = parseId(item.auth_detail_id);
    if (detailId === undefined) throw new OsmError('OSM.01010001');
    const password = item.password ?? '';
    if (password !== '') passwords.set(detailId, Buffer.from(password, 'utf8'));
    return {
      detailId, hasPassword: password !== '',
      ...(item.account === undefined || item.account === '' ? {} : { account: item.account }),
      ...(item.port === undefined ? {} : { port: item.port }),
    };
  });
  return { ask: { details, effectiveAt: time(body.auth_effective_time), expiresAt: time(body.auth_expire_time), agencyId: body.agency_id ?? '' }, passwords };
}

function time(at: number | undefined): number | null {
  return at === undefined || at === 0 ? null : at;
}
