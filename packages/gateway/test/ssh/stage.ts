import { sshKey, startSsh, startSshd, tempDir } from '@sallyport/testkit';
import type { SshClient, SshKey, SshOptions, Sshd } from '@sallyport/testkit';
import { addAsset, addEngineer, grant, startBastion } from '../bastion.ts';
import type { Asset, Bastion, Engineer, Interpositions, SettingChanges } from '../bastion.ts';

/** One real target, one engineer who is granted it, one node between them. */
export interface Stage extends AsyncDisposable {
  readonly bastion: Bastion;
  readonly sshd: Sshd;
  /** Opens the target's account. */
  readonly targetKey: SshKey;
  readonly zhang: Engineer;
  readonly web: Asset;
  /** The stock client, `zhang@account@web-1` with his key unless told otherwise. */
  logOn(options?: Partial<SshOptions>): Promise<SshClient>;
}

export async function setStage(changes: SettingChanges = {}, between: Interpositions = {}): Promise<Stage> {
  const dir = await tempDir('stage');
  const targetKey = await sshKey(dir, 'target');
  const sshd = await startSshd({ authorizedKeys: [targetKey.publicLine] });
  const bastion = await startBastion(changes, between);
  const zhang = await addEngineer(bastion, 'zhang');
  const web = await addAsset(bastion, sshd, 'web-1', targetKey);
  await grant(bastion.store, zhang.id, web);
  return {
    bastion, sshd, targetKey, zhang, web,
    logOn: (options = {}) => startSsh({ port: bastion.port, user: `zhang@${sshd.user}@web-1`, key: zhang.key.path, hostKeys: bastion.hostKeys, ...options }),
    [Symbol.asyncDispose]: async () => {
      await bastion[Symbol.asyncDispose]();
      await sshd[Symbol.asyncDispose]();
      await dir[Symbol.asyncDispose]();
    },
  };
}

/** Asks a shell that has shown its prompt; gives the process id of the shell on the target. */
export async function shellPid(ssh: SshClient): Promise<number> {
  await ssh.waitFor(/[#$] $/);
  ssh.type('echo "shell=$$="\r');
  const said = await ssh.waitFor(/shell=[0-9]+=/);
  return Number(/shell=([0-9]+)=/.exec(said)?.[1]);
}
