import type { XmlElement } from './parse-xml.ts';

/** The keywords of a schema that tell how its XML is read. */
export interface ReadSchema {
  readonly type?: string;
  readonly enum?: readonly (string | number)[];
  readonly const?: string;
  readonly items?: ReadSchema;
  readonly properties?: Readonly<Record<string, ReadSchema>>;
  readonly patternProperties?: Readonly<Record<string, ReadSchema>>;
}

/** The value of an answer from its XML, as a client reads it that knows the declared shape and nothing else. */
export function readXml(schema: ReadSchema, element: XmlElement): unknown {
  if (schema.enum?.every((value) => typeof value === 'number') === true) return Number(leaf(element));
  switch (schema.type) {
    case 'object': return readObject(schema, element);
    case 'integer': case 'number': return Number(leaf(element));
    case 'boolean': return leaf(element) === 'true' ? true : leaf(element) === 'false' ? false : fail(`${element.name} is no boolean`);
    case 'string': case undefined: return leaf(element);
    default: return fail(`nothing reads ${schema.type}`);
  }
}

function readObject(schema: ReadSchema, { children }: XmlElement): unknown {
  const named = new Map<string, XmlElement[]>();
  for (const child of children) named.set(keyOf(child.name), [...named.get(keyOf(child.name)) ?? [], child]);
  return Object.fromEntries([...named].map(([key, elements]) => {
    const member = schema.properties !== undefined && Object.hasOwn(schema.properties, key) ? schema.properties[key] : Object.values(schema.patternProperties ?? {})[0];
    if (member === undefined) return fail(`${key} is not declared`);
    if (member.type === 'array') return [key, readList(member.items ?? {}, elements)];
    const [only, ...others] = elements;
    return only === undefined || others.length > 0 ? fail(`${key} stands more than once`) : [key, readXml(member, only)];
  }));
}

/** One empty element is an empty list: the form cannot tell it from a list of one empty text. */
function readList(items: ReadSchema, elements: readonly XmlElement[]): readonly unknown[] {
  const [first, ...others] = elements;
  if (first !== undefined && others.length === 0 && first.children.length === 0 && first.text === '') return [];
  return elements.map((element) => readXml(items, element));
}

function keyOf(name: string): string {
  return name.replace(/_x([0-9A-F]*)_/g, (_, digits: string) => (digits === '' ? '' : String.fromCodePoint(Number.parseInt(digits, 16))));
}

function leaf({ name, children, text }: XmlElement): string {
  return children.length === 0 ? text : fail(`${name} holds elements`);
}

function fail(reason: string): never {
  throw new Error(reason);
}
