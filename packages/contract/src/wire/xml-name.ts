const PLAIN = /^[A-Za-z_][A-Za-z0-9_.-]*$/;

/**
 * Element name of any key. Declared fields are names as they are; a key of a free object may be anything. What is no ASCII name character is written as
 * `_xHHHH_` (code point, hexadecimal), an underscore before an `x` as `_x005F_`, so that no two keys share a name; the empty key is `_x_`.
 * A colon counts as no name character: it would be a prefix that nothing declares.
 */
export function xmlName(key: string): string {
  if (key === '') return '_x_';
  if (PLAIN.test(key) && !key.includes('_x')) return key;
  const characters = [...key];
  return characters.map((character, at) => {
    if (character === '_') return characters[at + 1] === 'x' ? spell(character) : character;
    return PLAIN.test(at === 0 ? character : `_${character}`) ? character : spell(character);
  }).join('');
}

function spell(character: string): string {
  return `_x${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}_`;
}
