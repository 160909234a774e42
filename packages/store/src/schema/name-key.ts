/** Names that differ in case or Unicode composition only are the same name. */
export function nameKey(name: string): string {
  return name.normalize('NFC').toLowerCase();
}
