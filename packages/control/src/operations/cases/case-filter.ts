import { parseId } from '@sallyport/core';
import type { CaseFilter, CaseStatus, Id } from '@sallyport/core';
import { defined } from '../../parameters/defined.ts';
import { filled } from '../../service-tickets/filled.ts';
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
  const named = filled(query.incident_id);
  const customer = filled(query.x_customer_id);
  const words = readWords(query);
  const until = readTime(query.query_end_time, timeZone);
  const filter = {
    ownerIds: ownerIds.filter((owner) => customer === undefined || owner === customer),
    statuses: readStatuses(query),
    ...defined({
      words: words.length === 0 ? undefined : words,
      id: named === undefined ? undefined : parseId(named),
      ownerName: filled(query.x_customer_name),
      createdFrom: readTime(query.query_start_time, timeZone),
      // The whole of the second that the clock shows then.
      createdUntil: until === undefined ? undefined : until + 999,
    }),
  };
  // No ticket has labels: they come with operations that do not exist yet.
  const labelled = (query.label_id_list ?? []).length > 0;
  const unknown = named !== undefined && filter.id === undefined;
  return labelled || unknown || filter.ownerIds.length === 0 || filter.statuses.length === 0 ? undefined : filter;
}

/** Those that both parameters allow; all that a customer sees when neither says anything. */
function readStatuses({ status, incident_status }: Query): readonly CaseStatus[] {
  const several = filled(incident_status)?.split(',').map(Number);
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
  const given = filled(text);
  if (given === undefined) return undefined;
  const at = instantOf(given, timeZone);
  if (at === undefined) throw new OsmError('OSM.0001');
  return at;
}
