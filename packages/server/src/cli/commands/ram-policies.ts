import type { Command } from 'commander';
import { readFile } from 'node:fs/promises';
import { rowsOf } from '../../client/rows.ts';
import { systemCode } from '../../data/system-error.ts';
import { addCalling, text } from '../calling-command.ts';
import type { CallingCommand } from '../calling-command.ts';
import type { CliContext } from '../context.ts';
import { idOf } from '../find-one.ts';
import { PRINCIPAL, RAM_POLICY } from '../nameables.ts';
import { Refusal } from '../refusal.ts';
import { column, table } from '../table.ts';
import { terminalText } from '../terminal-text.ts';

const COMMANDS: readonly CallingCommand[] = [
  {
    usage: 'create <name>',
    summary: 'store a policy document: what those may call to whom it is attached',
    options: [['--document <file>', 'JSON: {"Version":"1","Statement":[{"Effect":"Allow","Action":"yundun-bastionhost:List*","Resource":"*"}]}', 'required'], ['--description <text>', 'what it is for']],
    examples: ['policy create reader --document reader.json --data ./data'],
    run: async (operate, [name], options) => operate('CreateRamPolicy', { RamPolicyName: name, PolicyDocument: await documentFrom(text(options['document']) ?? ''), Description: text(options['description']) }),
    show: (body) => `Policy ${terminalText(body['RamPolicyId'])} stored.\n${listOf(body['Warnings']).map((warning) => `Warning: ${terminalText(warning)}\n`).join('')}`,
  },
  {
    usage: 'list',
    summary: 'all policy documents, the shipped ones included',
    examples: ['policy list --data ./data'],
    run: (operate) => operate('ListRamPolicies', { PageSize: '100' }),
    show: (body) => table([column('NAME', 'RamPolicyName'), column('TYPE', 'RamPolicyType'), column('DESCRIPTION', 'Description')], rowsOf(body, 'RamPolicies')),
  },
  {
    usage: 'delete <policy>',
    summary: 'delete a policy document',
    examples: ['policy delete reader --data ./data'],
    run: async (operate, [policy = '']) => operate('DeleteRamPolicy', { RamPolicyName: await idOf(operate, RAM_POLICY, policy) }),
    show: () => 'Deleted.\n',
  },
  {
    usage: 'attach <policy> <principal>',
    summary: 'let a principal do what a policy says',
    examples: ['policy attach Auditor alice --data ./data'],
    run: async (operate, [policy = '', who = '']) => operate('AttachRamPolicy', { RamPolicyName: await idOf(operate, RAM_POLICY, policy), PrincipalId: await idOf(operate, PRINCIPAL, who) }),
    show: () => 'Attached.\n',
  },
  {
    usage: 'detach <policy> <principal>',
    summary: 'take a policy from a principal',
    examples: ['policy detach Auditor alice --data ./data'],
    run: async (operate, [policy = '', who = '']) => operate('DetachRamPolicy', { RamPolicyName: await idOf(operate, RAM_POLICY, policy), PrincipalId: await idOf(operate, PRINCIPAL, who) }),
    show: () => 'Detached.\n',
  },
];

export function registerPolicyCommands(program: Command, context: CliContext): void {
  const policy = program.command('policy').description('what principals may call (RAM-style policies)');
  for (const spec of COMMANDS) addCalling(policy, spec, context);
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

async function documentFrom(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new Refusal('USAGE', `--document ${file} cannot be read: ${systemCode(error) ?? 'unknown error'}.`, { cause: error });
  }
}
