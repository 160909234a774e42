/** Longest JSON text of one parameter, in UTF-16 units. */
export const MAX_JSON_LENGTH = 262_144;
/** Brackets open at once in a JSON text: deeper than any declaration, so that hostile nesting never reaches a parser. */
export const MAX_JSON_DEPTH = 8;
/** Flat keys of one parameter. */
export const MAX_FLAT_KEYS = 10_000;
/** Segments behind the name of a flat key: `Hosts.1.HostAccountIds.2` has three. */
export const MAX_FLAT_DEPTH = 6;
