import { describe, expect, it } from 'vitest';
import { openGate } from './fixture.ts';
import { live, run, until } from './peers.ts';

const wait = 'stty -echo; trap "echo got-int" INT; echo ready; while :; do sleep 0.05; done';

describe('a terminal', () => {
  it('has its size and modes', async () => {
    const gate = await openGate();
    // script(1) gives ssh a terminal of its own whose size stty can set.
    const inner = ['stty', 'rows', '33', 'cols', '99', 'erase', '^H', ';', 'ssh', '-tt', ...gate.args(), "'stty size; stty -a | grep -o \"erase = [^;]*\"'"].join(' ');
    const ran = await run('script', ['-qec', inner, '/dev/null'], { input: '' });
    expect(ran.stdout.toString()).toContain('33 99');
    expect(ran.stdout.toString()).toContain('erase = ^H');
  });

  it('follows window changes', async () => {
    const gate = await openGate();
    const inner = ['stty', 'rows', '20', 'cols', '70', ';', '(sleep', '1.5;', 'stty', 'rows', '44', 'cols', '111', '<', '/dev/tty)', '&', 'ssh', '-tt', ...gate.args(), "'stty size; sleep 3; stty size'"].join(' ');
    const ran = await run('script', ['-qec', inner, '/dev/null'], { input: '' });
    expect(ran.stdout.toString()).toContain('20 70');
    expect(ran.stdout.toString()).toContain('44 111');
    expect(gate.taps[0]?.sizes).toContain('111x44');
  });

  it('hands on Ctrl-C', async () => {
    const gate = await openGate();
    const client = live('ssh', ['-tt', ...gate.args(), wait]);
    await until(() => client.out().includes('ready'));
    client.type('\u0003');
    await until(() => client.out().includes('got-int'));
  });

  it('runs a shell', async () => {
    const gate = await openGate();
    const client = live('ssh', ['-tt', ...gate.args()]);
    client.type('echo $((6*7))-sum; exit 5\n');
    expect(await client.gone).toBe(5);
    expect(client.out()).toContain('42-sum');
  });
});

describe('several channels on one connection', () => {
  it('are bridged each for itself', async () => {
    const gate = await openGate();
    const control = ['-S', `${gate.dir}/ctl`];
    const master = live('ssh', ['-M', '-N', ...control, ...gate.args()]);
    await until(async () => (await run('ssh', [...control, '-O', 'check', ...gate.args()])).status === 0);
    const runs = await Promise.all([...Array(6).keys()].map((n) => run('ssh', [...control, ...gate.args(), `sleep 0.2; echo n${n}; exit ${n}`])));
    expect(runs.map((ran) => `${ran.stdout.toString().trim()} ${ran.status}`)).toEqual([...Array(6).keys()].map((n) => `n${n} ${n}`));
    expect(gate.legs).toHaveLength(1);
    expect(gate.pairs).toHaveLength(1);
    master.child.kill();
    await master.gone;
    expect(await gate.pairs[0]?.closed).toBe('client-closed');
  });

  it('are limited in number', async () => {
    const gate = await openGate({ door: { maxChannels: 2 } });
    const control = ['-S', `${gate.dir}/ctl`];
    live('ssh', ['-M', '-N', ...control, ...gate.args()]);
    await until(async () => (await run('ssh', [...control, '-O', 'check', ...gate.args()])).status === 0);
    const stay = [1, 2].map(() => live('ssh', [...control, ...gate.args(), 'echo in; cat']));
    await until(() => stay.every((one) => one.out() === 'in\n'));
    // Refused a third channel, OpenSSH goes on over a connection of its own.
    const third = await run('ssh', [...control, ...gate.args(), 'echo third']);
    expect(third.stdout.toString()).toBe('third\n');
    expect(gate.legs).toHaveLength(2);
  });
});

describe('what the door does not carry', () => {
  it('is refused and told', async () => {
    const gate = await openGate();
    const forward = live('ssh', ['-o', 'LogLevel=INFO', '-W', '127.0.0.1:1', ...gate.args()]);
    expect(await forward.gone).not.toBe(0);
    expect(forward.err()).toContain('forwarding is not available here');
    await until(() => gate.refused.includes('direct-tcpip'));
    const agent = await run('ssh', ['-A', '-o', `IdentityAgent=${gate.dir}/none`, '-R', '0:127.0.0.1:1', ...gate.args(), 'echo fine']);
    expect(agent.stdout.toString()).toBe('fine\n');
    expect(gate.refused).toContain('tcpip-forward');
  });
});

describe('file transfer', () => {
  it('passes as a subsystem', async () => {
    const gate = await openGate();
    const args = gate.args();
    const at = args.indexOf('-p');
    args.splice(at, 1, '-P');
    const ran = await run('sftp', ['-b', '-', ...args], { input: `cd ${gate.target.dir}\nget sshd_config ${gate.dir}/copy\n` });
    expect(ran.status).toBe(0);
    const diff = await run('cmp', [`${gate.target.dir}/sshd_config`, `${gate.dir}/copy`]);
    expect(diff.status).toBe(0);
  });
});
