import { leaves } from './leaves.ts';
import type { Config } from './schema.ts';

/** Every setting with its value, its meaning and its name in the environment. None of them is a secret. */
export function showConfig(config: Config): string {
  const sections = new Map<string, Readonly<Record<string, unknown>>>(Object.entries(config));
  return leaves().map(({ path: [section, name], variable, description }) => {
    const value = sections.get(section)?.[name];
    return `${section}.${name} = ${value === undefined ? '(not set)' : JSON.stringify(value)}\n    ${description}\n    ${variable}\n`;
  }).join('');
}
