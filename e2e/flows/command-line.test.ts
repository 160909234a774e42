import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSsh, startSshd } from '@sallyport/testkit';
import type { RunResult, SshExit } from '@sallyport/testkit';
import { sallyport } from '../support/installation.ts';
import { addApproval, setStage } from '../support/stage.ts';
import type { Cast, Stage } from '../support/stage.ts';

let stage: Stage;
beforeAll(async () => { stage = await setStage(); }, 60_000);
afterAll(async () => { await stage[Symbol.asyncDispose](); });

const cli = (...words: string[]): Promise<RunResult> => sallyport([...words, '--data', stage.dir]);
const said = (stdout: string): RunResult => ({ status: 0, stdout, stderr: '' });

describe('sallyport hostkey clear', () => {
  it('lets in again to a host whose key was changed on purpose, and names no host that is not there', async () => {
    const before = await startSshd({ authorizedKeys: [stage.targetKey.publicLine] });
    const cast = await stage.add('reinstalled', before);
    expect(await logOn(cast)).toMatchObject({ status: 0, stdout: 'in\n' });
    await before[Symbol.asyncDispose]();
    await using after = await startSshd({ authorizedKeys: [stage.targetKey.publicLine], port: before.port });
    expect(await logOn(cast)).toMatchObject({ status: 255, stdout: '' });
    expect(after.log()).not.toContain('Accepted');
    expect(await cli('hostkey', 'clear', 'reinstalled-host')).toEqual(said('1 cleared. The next key is judged by the setting access.hostKeys.\n'));
    expect(await cli('hostkey', 'list', 'reinstalled-host')).toEqual(said('none\n'));
    expect(await logOn(cast)).toMatchObject({ status: 0, stdout: 'in\n' });
    expect((await cli('hostkey', 'clear', 'nosuch')).status).toBe(1);
  });

  async function logOn(cast: Cast): Promise<SshExit> {
    await using ssh = await startSsh({ port: stage.server.sshPort, user: cast.login, key: stage.engineerKey.path, command: 'echo in' });
    return await ssh.ended();
  }
});

describe('sallyport explain', () => {
  const ask = (name: string, ...more: string[]): Promise<RunResult> =>
    cli('explain', '--user', name, '--host', `${name}-host`, '--account', stage.targetUser, '--protocol', 'SSH', ...more);

  it('tells people the decision, step by step', async () => {
    const { userId } = await stage.add('asked');
    const policyId = await addApproval(stage.operator, userId);
    const { status, stdout } = await ask('asked', '--address', '192.0.2.7');
    expect(status).toBe(0);
    expect(stdout.replaceAll(/ {2,}/gu, '  ')).toMatch(new RegExp([
      'Decision: pending', `Policy: ${policyId}`, '',
      'STEP  OUTCOME  CODE  ID  WHAT  UNTIL', 'instance  pass', `user  pass  ${userId}  asked`, `asset  pass  [0-9]+  ${stage.targetUser}@asked-host`,
      'grant  pass  [0-9]+  user', `policy  pass  ${policyId}  approval for ${userId}`, `approval  pass  ${policyId}  required`,
    ].join('\n'), 'u'));
  });

  it('answers for another instant, given with its zone or in seconds', async () => {
    const { userId } = await stage.add('leaving');
    const end = Math.floor(Date.now() / 1000) + 86_400;
    await stage.operator.call('ModifyUser', { UserId: userId, EffectiveEndTime: String(end) });
    const until = new Date(end * 1000).toISOString().replace('T', ' ').replace('.000', '');
    expect((await ask('leaving')).stdout).toMatch(new RegExp(`^Decision: allow\nUntil: ${until}\n\nSTEP`, 'u'));
    expect((await ask('leaving', '--at', new Date(end * 1000).toISOString())).stdout).toMatch(/^Decision: deny \(USER_EXPIRED\)\nYour user has expired\.\n\nSTEP/u);
    expect((await ask('leaving', '--at', String(end - 1))).stdout).toContain('Decision: allow');
    expect(await ask('leaving', '--at', '2026-12-01T09:00:00')).toMatchObject({ status: 2, stdout: '' });
  });

  it('asks of an address, and says when it is none', async () => {
    await stage.add('roaming');
    expect(await ask('roaming', '--address', '2001:db8::7')).toMatchObject({ status: 0 });
    const refused = await ask('roaming', '--address', '192.0.2.700');
    expect(refused).toMatchObject({ status: 1, stdout: '' });
    expect(refused.stderr).toContain('Address is no IP address.');
  });
});
