import { OsmError } from '../service-tickets/osm-error.ts';
import { translateError } from './translate-error.ts';

/** What a caller of the service-ticket API may know of something that was thrown; a fault of ours goes to the log alone. */
export function translateOsmError(thrown: unknown): OsmError {
  if (thrown instanceof OsmError) return thrown;
  const known = translateError(thrown);
  switch (known.code) {
    case 'NoPermission': return new OsmError('OSM.0003', { cause: thrown });
    case 'Throttling.User':
    case 'Throttling.Api':
    case 'Throttling.Address':
      return new OsmError('APIGW.0308', known.retryAfterMs === undefined ? {} : { retryAfterMs: known.retryAfterMs });
    default: return new OsmError('OSM.0004', { cause: thrown });
  }
}
