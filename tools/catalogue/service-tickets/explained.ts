import { explain } from '../explained.ts';
import type { Explained } from '../explained.ts';

/** Deliberate differences from the reference of the service-ticket API. */
export const REST_EXPLAINED: readonly Explained[] = [
  ...explain('action_id of UpdateAuthorizations is formally optional; without it there is nothing to do, so its absence is answered like any other word: 200 OSM.01010001.',
    ['UpdateAuthorizations', 'query.action_id', 'required'],
  ),
  ...explain('Times of ConfirmAuthorizations are milliseconds since the epoch up to 2⁵³-1; the reference allows Longs beyond, which are no times.',
    ['ConfirmAuthorizations', 'body.auth_effective_time', 'max'],
    ['ConfirmAuthorizations', 'body.auth_expire_time', 'max'],
  ),
  ...explain('Whether CreateCases needs a region depends on the problem type, a setting outside the call, so the handler judges it and not the parameter check.',
    ['CreateCases', 'body.region_id', 'requiredWhen'],
  ),
  ...explain('Contacts are kept and shown with the ticket and never written to, so nothing asks for a proof of them: x-phone-verifiedid, x-email-verifiedid and verify_code have no effect.',
    ['CreateCases', 'header.x-phone-verifiedid', 'missing'],
    ['CreateCases', 'header.x-email-verifiedid', 'missing'],
    ['CreateCases', 'body.verify_code', 'requiredWhen'],
  ),
];
