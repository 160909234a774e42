/** A filter or choice that was made: this API's clients send empty texts for those that were not. */
export function filled(text: string | undefined): string | undefined {
  return text === '' ? undefined : text;
}
