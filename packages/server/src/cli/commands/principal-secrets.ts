import type { Command } from 'commander';
import { addCalling } from '../calling-command.ts';
import type { CallingCommand } from '../calling-command.ts';
import type { CliContext } from '../context.ts';
import { idOf } from '../find-one.ts';
import { PRINCIPAL } from '../nameables.ts';
import { terminalText } from '../terminal-text.ts';

const PASSWORD: readonly CallingCommand[] = [
  {
    usage: 'set <principal>',
    summary: 'give a principal a password for tokens of the service-ticket API: typed at a prompt, or the one line of standard input; never an argument, which others on the machine can see',
    examples: ['principal password set alice --data ./data', 'principal password set alice --data ./data < password.txt'],
    run: async (operate, [who = ''], _options, context) => {
      const id = await idOf(operate, PRINCIPAL, who);
      return operate('SetPrincipalPassword', { PrincipalId: id, Password: await context.secret(`Password of ${terminalText(who)}`) });
    },
    show: () => 'Set.\n',
  },
  {
    usage: 'clear <principal>',
    summary: 'take a principal\'s password away: it gets no tokens any more',
    examples: ['principal password clear alice --data ./data'],
    run: async (operate, [who = '']) => operate('ClearPrincipalPassword', { PrincipalId: await idOf(operate, PRINCIPAL, who) }),
    show: () => 'Cleared.\n',
  },
];

const TOTP: readonly CallingCommand[] = [
  {
    usage: 'enable <principal>',
    summary: 'want a one-time code beside the password; a new secret takes the place of an old one',
    examples: ['principal totp enable alice --data ./data'],
    run: async (operate, [who = '']) => operate('EnablePrincipalTotp', { PrincipalId: await idOf(operate, PRINCIPAL, who) }),
    show: (body) => `Secret  ${terminalText(body['Secret'])}\nURI     ${terminalText(body['Uri'])}\nPut one of them into an authenticator (SHA-1, 6 digits, 30 s). They are not shown again.\n`,
  },
  {
    usage: 'disable <principal>',
    summary: 'let the password do alone again',
    examples: ['principal totp disable alice --data ./data'],
    run: async (operate, [who = '']) => operate('DisablePrincipalTotp', { PrincipalId: await idOf(operate, PRINCIPAL, who) }),
    show: () => 'Disabled.\n',
  },
];

export function registerPrincipalSecrets(principal: Command, context: CliContext): void {
  const password = principal.command('password').description('passwords of principals, for tokens');
  for (const spec of PASSWORD) addCalling(password, spec, context);
  const totp = principal.command('totp').description('second factors of principals');
  for (const spec of TOTP) addCalling(totp, spec, context);
}
