const LONE_SURROGATE = /\p{Surrogate}/gu;

/** At most `max` UTF-16 units of `text`, always encodable as UTF-8: halves of pairs become U+FFFD (players fail on them). */
export function plainText(text: string, max: number): string {
  return text.slice(0, max).replace(LONE_SURROGATE, '\ufffd');
}
