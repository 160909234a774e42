import type { Command } from 'commander';
import { rowsOf } from '../../client/rows.ts';
import { addCalling, text } from '../calling-command.ts';
import type { CallingCommand } from '../calling-command.ts';
import type { CliContext } from '../context.ts';
import { idOf } from '../find-one.ts';
import { HOST } from '../nameables.ts';
import { portOption } from '../port-option.ts';
import { column, table } from '../table.ts';
import { terminalText, terminalTime } from '../terminal-text.ts';

const COMMANDS: readonly CallingCommand[] = [
  {
    usage: 'list [host]',
    summary: 'pinned keys of targets',
    options: [['--page <n>', 'page, from 1'], ['--size <n>', 'rows a page, at most 100']],
    examples: ['hostkey list --data ./data', 'hostkey list web-1 --data ./data'],
    run: async (operate, [host], options) => operate('ListHostKeys', {
      HostId: host === undefined ? undefined : await idOf(operate, HOST, host), PageNumber: text(options['page']), PageSize: text(options['size']),
    }),
    show: (body) => table([
      column('HOST', 'HostName'), column('ID', 'HostId'), column('PORT', 'Port'), column('ALGORITHM', 'Algorithm'), column('FINGERPRINT', 'FingerprintSha256'),
      { title: 'PINNED', of: (row) => terminalTime(row['PinnedTime'], 's') }, column('BY', 'PinnedBy'),
    ], rowsOf(body, 'HostKeys')),
  },
  {
    usage: 'clear <host>',
    summary: 'forget the pinned keys of a host (name or id), after its key was changed on purpose',
    options: [['--port <n>', 'only those of this SSH port']],
    examples: ['hostkey clear web-1 --data ./data', 'hostkey clear web-1 --port 2222 --data ./data'],
    run: async (operate, [host = ''], options) => operate('ClearHostKey', { HostId: await idOf(operate, HOST, host), Port: portOption(options) }),
    show: (body) => `${terminalText(body['Cleared'])} cleared. The next key is judged by the setting access.hostKeys.\n`,
  },
  {
    usage: 'accept <host> <algorithm> <base64>',
    summary: 'pin a key before the first session: algorithm and base64 as in a known_hosts line',
    options: [['--port <n>', 'SSH port that it is good at, where it is not the port of the host']],
    examples: ['hostkey accept web-1 ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI... --data ./data'],
    run: async (operate, [host = '', algorithm = '', blob = ''], options) => operate('AcceptHostKey', {
      HostId: await idOf(operate, HOST, host), PublicKey: `${algorithm} ${blob}`, Port: portOption(options),
    }),
    show: (body) => `Pinned: ${terminalText(body['FingerprintSha256'])}\n`,
  },
  {
    usage: 'scan [host...]',
    summary: 'ask hosts (all unless named) for their keys, from this machine, and compare them with the pins',
    options: [['--accept', 'pin those that are new; changed ones are never pinned by this'], ['--port <n>', 'ask at this SSH port and pin for it, instead of the port of the host']],
    examples: ['hostkey scan --data ./data', 'hostkey scan web-1 --port 2222 --data ./data', 'hostkey scan web-1 web-2 --accept --data ./data'],
    run: async (operate, hosts, options) => {
      const { scanHosts } = await import('../../hostkey/scan.ts');
      const port = portOption(options);
      const scanned = await scanHosts(operate, await Promise.all(hosts.map((host) => idOf(operate, HOST, host))), port);
      if (options['accept'] !== true) return { Hosts: scanned };
      for (const { HostId, PublicKey } of scanned.filter(({ State }) => State === 'new')) await operate('AcceptHostKey', { HostId, PublicKey, Port: port });
      return { Hosts: scanned.map((host) => (host.State === 'new' ? { ...host, State: 'accepted' } : host)) };
    },
    show: (body) => table([column('HOST', 'HostName'), column('ADDRESS', 'Address'), column('STATE', 'State'), column('FINGERPRINT', 'Fingerprint'), column('TROUBLE', 'Trouble')], rowsOf(body, 'Hosts')),
  },
];

export function registerHostKey(program: Command, context: CliContext): void {
  const hostKey = program.command('hostkey').description('host keys of targets: list, accept, clear, scan');
  for (const spec of COMMANDS) addCalling(hostKey, spec, context);
}
