import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { catalogue, encodeXml } from '../../src/index.ts';
import type { Operation } from '../../src/index.ts';
import { parseXml } from '../support/parse-xml.ts';
import type { XmlElement } from '../support/parse-xml.ts';
import { readXml } from '../support/read-xml.ts';
import type { ReadSchema } from '../support/read-xml.ts';
import { hostileKey, resultOf } from './arbitrary-result.ts';

const PROLOG = '<?xml version="1.0" encoding="UTF-8"?>';
const inner = (body: object): string => encodeXml('R', body).slice(`${PROLOG}<R>`.length, -'</R>'.length);

describe('the XML of an answer', () => {
  it('repeats the name of a list for every entry, as the API’s pages do', () => {
    expect(encodeXml('LockUsersResponse', { RequestId: 'EC9B', Results: [{ Code: 'OK', Message: 'N/A\n', UserId: '1' }, { Code: 'OBJECT_NOT_FOUND', Message: 'N/A\n', UserId: '2' }] })).toBe(
      `${PROLOG}<LockUsersResponse><RequestId>EC9B</RequestId>`
      + '<Results><Code>OK</Code><Message>N/A\n</Message><UserId>1</UserId></Results>'
      + '<Results><Code>OBJECT_NOT_FOUND</Code><Message>N/A\n</Message><UserId>2</UserId></Results></LockUsersResponse>',
    );
  });

  it.each<readonly [string, object, string]>([
    ['a list of texts', { UserState: ['Frozen', 'Expired'] }, '<UserState>Frozen</UserState><UserState>Expired</UserState>'],
    ['an empty list', { Users: [], TotalCount: 0 }, '<Users></Users><TotalCount>0</TotalCount>'],
    ['an empty object', { User: {} }, '<User></User>'],
    ['an empty text', { Comment: '' }, '<Comment></Comment>'],
    ['null and undefined', { A: null, B: undefined, C: 'c' }, '<C>c</C>'],
    ['null between entries', { A: ['a', null, 'b'] }, '<A>a</A><A></A><A>b</A>'],
    ['a list in a list', { A: [['a', 'b'], []] }, '<A><A>a</A><A>b</A></A><A><A></A></A>'],
    ['numbers and booleans', { A: 0, B: -1, C: 1.5, D: 9007199254740991, E: 1e21, F: true, G: false, H: -0, I: Number.NaN }, '<A>0</A><B>-1</B><C>1.5</C><D>9007199254740991</D><E>1e+21</E><F>true</F><G>false</G><H>0</H><I></I>'],
    ['markup', { A: '<b>&amp;</b>]]>"\'' }, '<A>&lt;b&gt;&amp;amp;&lt;/b&gt;]]&gt;"\'</A>'],
    ['white space', { A: ' \t\n\r\n ' }, '<A> \t\n&#13;\n </A>'],
    ['what XML forbids', { A: 'a\0b\u{B}\u{1B}[0m\u{1F}\u{FFFE}\u{FFFF}\u{D800}z' }, '<A>a\u{FFFD}b\u{FFFD}\u{FFFD}[0m\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}z</A>'],
    ['all that it allows', { A: '\u{7F}\u{85}\u{E000}\u{FFFD}😀\u{10FFFF}' }, '<A>\u{7F}\u{85}\u{E000}\u{FFFD}😀\u{10FFFF}</A>'],
    ['a name that is none', { 'a b': 1, '1': 2, 'a:b': 3, '': 4, '><script': 5 }, '<_x0031_>2</_x0031_><a_x0020_b>1</a_x0020_b><a_x003A_b>3</a_x003A_b><_x_>4</_x_><_x003E__x003C_script>5</_x003E__x003C_script>'],
    ['a name like our spelling of one', { _x0041_: 1, A: 2, _x_: 3 }, '<_x005F_x0041_>1</_x005F_x0041_><A>2</A><_x005F_x_>3</_x005F_x_>'],
  ])('writes %s', (_, body, xml) => {
    expect(inner(body)).toBe(xml);
    expect(() => parseXml(encodeXml('R', body))).not.toThrow();
  });

  it('takes hostile roots', () => {
    expect(parseXml(encodeXml('><Error', {})).name).toBe('_x003E__x003C_Error');
  });
});

describe('read back by the declared shape', () => {
  it.each(Object.values<Operation>(catalogue))('$action says what JSON says', ({ action, result }) => {
    const schema = JSON.parse(JSON.stringify(result)) as ReadSchema;
    fc.assert(fc.property(resultOf(schema), (body) => {
      const root = parseXml(encodeXml(`${action}Response`, body as object));
      expect(root.name).toBe(`${action}Response`);
      expect(readXml(schema, root)).toEqual(JSON.parse(JSON.stringify(body)));
    }), { numRuns: 60 });
  });
});

describe('any tree at all', () => {
  /** The form said once more, as a tree instead of as text. */
  function members(value: object): readonly XmlElement[] {
    return Object.entries(value).flatMap(([key, member]: [string, unknown]) => (member === null ? [] : list(member).map((entry) => node(key, entry))));
  }
  const list = (value: unknown): readonly unknown[] => (!Array.isArray(value) ? [value] : value.length === 0 ? [''] : value);
  function node(key: string, value: unknown): XmlElement {
    if (Array.isArray(value)) return { name: key, children: list(value).map((entry) => node(key, entry)), text: '' };
    if (typeof value === 'object' && value !== null) return { name: key, children: members(value), text: '' };
    const text = typeof value === 'string' ? value : value === null ? '' : JSON.stringify(value);
    return { name: key, children: [], text: text.replace(/[^\t\n\r -\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '\u{FFFD}') };
  }
  function unspelt({ name, children, text }: XmlElement): XmlElement {
    const key = name === '_x_' ? '' : name.replace(/_x([0-9A-F]{4,6})_/g, (_, digits: string) => String.fromCodePoint(Number.parseInt(digits, 16)));
    return { name: key, children: children.map(unspelt), text };
  }

  it('is well-formed and keeps names, order and text', () => {
    const trees = fc.object({ key: hostileKey, values: [fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme-ascii' }), fc.integer(), fc.boolean(), fc.constant(null)], maxDepth: 4, withNullPrototype: false });
    fc.assert(fc.property(trees, (tree) => {
      const body = JSON.parse(JSON.stringify(tree)) as object;
      expect(unspelt(parseXml(encodeXml('R', body)))).toEqual({ name: 'R', children: members(body), text: '' });
    }), { numRuns: 3_000 });
  });
});
