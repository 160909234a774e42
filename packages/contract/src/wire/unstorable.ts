/** NUL has no place in PostgreSQL's text, a lone surrogate none in UTF-8: both would turn bad input into a failure of ours. */
export const UNSTORABLE = /[\0\p{Cs}]/u;
