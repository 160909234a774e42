import { Type } from 'typebox';

/** 2⁶³-1: the largest Long of the API. */
const MAX_INT64 = '9223372036854775807';

/**
 * A Long from 0 to 2⁶³-1 as canonical decimal text: as a number it would lose digits beyond 2⁵³. The pattern is the whole check; `format` tells
 * readers of the schema what the text is.
 */
export const int64Text = Type.String({ format: 'int64', maxLength: MAX_INT64.length, pattern: atMost(MAX_INT64) });

/** Canonical decimals up to `limit`: fewer digits, or as many with the first one that differs being smaller. */
function atMost(limit: string): string {
  const smaller = [...limit].flatMap((digit, at) => {
    const least = at === 0 ? 1 : 0;
    return Number(digit) <= least ? [] : [`${limit.slice(0, at)}[${least}-${Number(digit) - 1}][0-9]{${limit.length - at - 1}}`];
  });
  return `^(?:0|[1-9][0-9]{0,${limit.length - 2}}|${smaller.join('|')}|${limit})$`;
}
