import { DENY_PHRASES } from '@sallyport/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sshKey, startSsh } from '@sallyport/testkit';
import type { SshExit } from '@sallyport/testkit';
import { INSTANCE, addEngineer, audited, grant, lock } from '../bastion.ts';
import type { Engineer } from '../bastion.ts';
import { containing } from '../matchers.ts';
import { setStage } from './stage.ts';
import type { Stage } from './stage.ts';

const RIGHT = 'correct horse';
let stage: Stage;
let chen: Engineer;

beforeAll(async () => {
  stage = await setStage({ failures: { perUser: 3, perAddress: 1_000, answerMs: 120 } });
  chen = await addEngineer(stage.bastion, 'chen', { password: RIGHT });
  await grant(stage.bastion.store, chen.id, stage.web);
});
afterAll(async () => { await stage?.[Symbol.asyncDispose](); });

async function tryPassword(user: string, password: string, at: Stage = stage, from = '127.0.0.1'): Promise<SshExit & { readonly ms: number }> {
  const began = performance.now();
  await using ssh = await startSsh({ port: at.bastion.port, user: `${user}@${at.sshd.user}@web-1`, password, hostKeys: at.bastion.hostKeys, args: ['-b', from], command: 'echo in' });
  const said = await ssh.ended();
  return { ...said, ms: performance.now() - began };
}

describe('the first factor', () => {
  it('may be a password', async () => {
    expect(await tryPassword('chen', RIGHT)).toMatchObject({ status: 0, stdout: 'in\n' });
    expect((await audited(stage.bastion.store, 'session.start'))[0]).toMatchObject({ details: { method: 'password' } });
  });

  it('answers an unknown name, a wrong password, a directory user and one without a password the same', async () => {
    const hash = await stage.bastion.store.passwords.hash(RIGHT);
    const directory = await addEngineer(stage.bastion, 'ldap-user', { source: 'LDAP', sourceUserId: 'cn=x' });
    await stage.bastion.store.users.setPasswordHash(INSTANCE, directory.id, hash);
    const answers = [await tryPassword('chen', 'wrong'), await tryPassword('nobody-here', 'wrong'), await tryPassword('ldap-user', RIGHT), await tryPassword('zhang', RIGHT)];
    const texts = answers.map((answer) => answer.stderr.replaceAll(/^\S+@127/gm, 'USER@127'));
    expect(new Set(texts).size).toBe(1);
    expect(texts[0]).toContain('Permission denied (publickey,password)');
    expect(answers.every((answer) => answer.status === 255 && answer.ms >= 120)).toBe(true);
  });

  it('tells a locked user of the lock only with the right password', async () => {
    const locked = await addEngineer(stage.bastion, 'barred', { password: RIGHT });
    await lock(stage.bastion.store, locked.id);
    expect((await tryPassword('barred', 'wrong')).stderr).not.toContain('locked');
    expect((await tryPassword('barred', RIGHT)).stderr).toContain(DENY_PHRASES.USER_LOCKED.en);
  });

  it('bars the password of a user from an address after too many wrong ones, and leaves his key alone', async () => {
    const user = await addEngineer(stage.bastion, 'clumsy', { password: RIGHT });
    await grant(stage.bastion.store, user.id, stage.web);
    for (let times = 0; times < 3; times += 1) await tryPassword('clumsy', 'wrong');
    expect((await tryPassword('clumsy', RIGHT)).stderr).toContain('Permission denied');
    expect((await audited(stage.bastion.store, 'login.failed'))[0]).toMatchObject({ outcome: 'BARRED', actor: { name: 'clumsy' } });
    await using ssh = await stage.logOn({ user: `clumsy@${stage.sshd.user}@web-1`, key: user.key.path, command: 'echo in' });
    expect(await ssh.ended()).toMatchObject({ status: 0 });
    await stage.bastion.store.loginFailures.clearUsers(INSTANCE, [user.id]);
    expect(await tryPassword('clumsy', RIGHT)).toMatchObject({ status: 0 });
  });

  it.each(['ecdsa', 'rsa'] as const)('may be an %s key', async (type) => {
    const key = await sshKey(stage.bastion.dir, `zhang-${type}`, type);
    await stage.bastion.store.publicKeys.create({ instanceId: INSTANCE, userId: stage.zhang.id, name: type, comment: '', algorithm: key.algorithm, blob: key.blob, fingerprint: '' });
    await using ssh = await stage.logOn({ key: key.path, command: 'echo in' });
    expect(await ssh.ended()).toMatchObject({ status: 0, stdout: 'in\n' });
  });

  it('is looked up by the whole name first: users may be called like a log-on', async () => {
    const odd = await addEngineer(stage.bastion, `wu@${stage.sshd.user}@web-1`);
    await using ssh = await stage.logOn({ user: odd.name, key: odd.key.path, command: 'true' });
    // He is somebody without a target, so he gets the menu, which needs a terminal.
    expect((await ssh.ended()).stderr).toContain('The menu needs a terminal');
  });

  it('of a user who must change his password admits him nowhere', async () => {
    await addEngineer(stage.bastion, 'fresh', { password: RIGHT, needResetPassword: true });
    expect((await tryPassword('fresh', RIGHT)).stderr).toContain(DENY_PHRASES.PASSWORD_CHANGE_REQUIRED.en);
  });
});

describe('an address', () => {
  it('is barred after too many wrong passwords, whosever they are; keys from there and passwords from elsewhere still open', async () => {
    await using door = await setStage({ failures: { perUser: 100, perAddress: 3 } });
    const { store } = door.bastion;
    const user = await addEngineer(door.bastion, 'chen', { password: RIGHT });
    await grant(store, user.id, door.web);
    for (const name of ['nobody-here', 'zhang']) await tryPassword(name, 'wrong', door);
    expect(await tryPassword('chen', RIGHT, door)).toMatchObject({ status: 0 });
    await tryPassword('nobody-there', 'wrong', door);
    expect(await tryPassword('chen', RIGHT, door)).toMatchObject({ status: 255, stderr: containing('Permission denied (publickey,password)') });
    expect((await audited(store, 'login.failed'))[0]).toMatchObject({ outcome: 'BARRED', sourceAddress: '127.0.0.1', actor: { id: user.id } });
    await using ssh = await door.logOn({ user: `chen@${door.sshd.user}@web-1`, key: user.key.path, command: 'echo in' });
    expect(await ssh.ended()).toMatchObject({ status: 0, stdout: 'in\n' });
    expect(await tryPassword('chen', RIGHT, door, '127.0.0.2')).toMatchObject({ status: 0, stdout: 'in\n' });
  });
});
