/** An installation of one's own does not expire; the API wants a number, so it is the last moment of the year 9999, in milliseconds. */
export const NEVER_EXPIRES = 253_402_300_799_000;
