/** JSON with the members of every object in code-unit order and no white space: one text for one value, whatever wrote it. */
export function canonicalJson(value: unknown): string {
  return render(JSON.parse(JSON.stringify(value) ?? 'null'));
}

function render(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(render).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${render(member)}`).join(',')}}`;
}
