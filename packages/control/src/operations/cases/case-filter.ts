import { parseId } from '@sallyport/core';
import type { CaseFilter, CaseStatus, Id } from '@sallyport/core';
import { OsmError } from '../../service-tickets/osm-error.ts';
import type { RestInputOf } from '../../service-tickets/rest-handler.ts';
import { instantOf } from '../../service-tickets/times.ts';
import { STATUS_NUMBERS } from './case-numbers.ts';

type Query = RestInputOf<'ListCases'>['query'];

/** Keeps one query from looking through every description for hundreds of words. */
const MOST_WORDS = 32;
/** Suspended and deleted: numbers of the reference that no ticket shows here. */
const NEVER_SHOWN: ReadonlySet<number> = new Set([5, 13]);
const STATUSES: readonly Exclude<CaseStatus, 'deleted'>[] = ['submitted', 'processing', 'awaiting-feedback', 'resolved', 'completed', 'withdrawn', 'invalid'];

/** What ListCases asks for among `ownerIds`; undefined: it can find nothing. Empty texts are no filters. Throws OsmError. */
export function readCaseFilter(query: Query, ownerIds: readonly Id[], timeZone: string): CaseFilter | undefined {
  const statuses = readStatuses(query);
  const words = readWords(query);
  const named = query.incident_id ?? '';
  const id = named === '' ? undefined : parseId(named);
  const customer = query.x_customer_id ?? '';
  const owners = customer === '' ? ownerIds : ownerIds.filter((owner) => owner === customer);
  const [from, until] = [readTime(query.query_start_time, timeZone), readTime(query.query_end_time, timeZone)];
  // No ticket has labels: they come with operations that do not exist yet.
  if (statuses.length === 0 || owners.length === 0 || (named !== '' && id === undefined) || (query.label_id_list ?? []).length > 0) return undefined;
  const ownerName = query.x_customer_name ?? '';
  return {
    ownerIds: owners,
    statuses,
    ...(words.length === 0 ? {} : { words }),
    ...(id === undefined ? {} : { id }),
    ...(ownerName === '' ? {} : { ownerName }),
    ...(from === undefined ? {} : { createdFrom: from }),
    // The whole of the second that the clock shows then.
    ...(until === undefined ? {} : { createdUntil: until + 999 }),
  };
}

/** Those that both parameters allow; all that a customer sees when neither says anything. */
function readStatuses({ status, incident_status }: Query): readonly CaseStatus[] {
  const several = (incident_status ?? '') === '' ? undefined : (incident_status ?? '').split(',').map(Number);
  const known = (number: number): boolean => NEVER_SHOWN.has(number) || STATUSES.some((each) => STATUS_NUMBERS[each] === number);
  if (several !== undefined && !several.every(known)) throw new OsmError('OSM.0001');
  return STATUSES.filter((each) => (status === undefined || STATUS_NUMBERS[each] === status) && (several === undefined || several.includes(STATUS_NUMBERS[each])));
}

function readWords({ search_key, app_key }: Query): readonly string[] {
  const words = [...(search_key ?? []), app_key ?? ''].flatMap((text) => text.split(/\s+/u)).filter((word) => word !== '');
  if (words.length > MOST_WORDS) throw new OsmError('OSM.0001');
  return words;
}

function readTime(text: string | undefined, timeZone: string): number | undefined {
  if (text === undefined || text === '') return undefined;
  const at = instantOf(text, timeZone);
  if (at === undefined) throw new OsmError('OSM.0001');
  return at;
}
