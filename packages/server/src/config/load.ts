import { readFile } from 'node:fs/promises';
import { Value } from 'typebox/value';
import { Refusal } from '../cli/refusal.ts';
import { systemCode } from '../data/system-error.ts';
import { fromEnvironment } from './environment.ts';
import { describe } from './problems.ts';
import { ConfigSchema } from './schema.ts';
import type { Config } from './schema.ts';

const MAX_FILE_CHARACTERS = 1024 * 1024;

export interface ConfigSources {
  /** A file that must exist, or one that may. */
  readonly file: { readonly path: string; readonly presence: 'required' | 'optional' } | undefined;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** The settings in force. Refuses with every problem at once, each with the place that it comes from. */
export async function loadConfig(sources: ConfigSources): Promise<Config> {
  const fromFile = await readConfigFile(sources.file);
  const environment = fromEnvironment(sources.environment);
  const merged = merge(fromFile, environment.values);
  const filled: unknown = Value.Default(ConfigSchema, merged);
  const problems = [...environment.problems, ...describe(ConfigSchema, filled, { origins: environment.origins, file: sources.file?.path ?? 'configuration', part: 'setting' })];
  if (problems.length > 0 || !Value.Check(ConfigSchema, filled)) {
    throw new Refusal('CONFIG_INVALID', `The configuration has ${problems.length === 1 ? 'a problem' : `${problems.length} problems`}; nothing was started:\n${problems.map((problem) => `  ${problem}`).join('\n')}\n"sallyport config show" lists all settings.`);
  }
  return filled;
}

async function readConfigFile(file: ConfigSources['file']): Promise<unknown> {
  if (file === undefined) return {};
  let text: string;
  try {
    text = await readFile(file.path, 'utf8');
  } catch (error) {
    if (file.presence === 'optional' && systemCode(error) === 'ENOENT') return {};
    throw new Refusal('CONFIG_INVALID', `The configuration file ${file.path} cannot be read: ${systemCode(error) ?? 'unknown error'}.`, { cause: error });
  }
  if (text.length > MAX_FILE_CHARACTERS) throw new Refusal('CONFIG_INVALID', `The configuration file ${file.path} is larger than 1 MiB.`);
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Refusal('CONFIG_INVALID', `The configuration file ${file.path} is not JSON: ${error instanceof Error ? error.message : ''}`, { cause: error });
  }
}

/** Section by section; what is no object at all stays, for the schema to refuse. */
function merge(file: unknown, environment: Readonly<Record<string, Readonly<Record<string, unknown>>>>): unknown {
  if (!isRecord(file)) return file;
  const merged: Record<string, unknown> = { ...file };
  for (const [section, values] of Object.entries(environment)) {
    const below = merged[section] ?? {};
    merged[section] = isRecord(below) ? { ...below, ...values } : below;
  }
  return merged;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
