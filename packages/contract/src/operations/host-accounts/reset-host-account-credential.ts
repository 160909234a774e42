import { operation } from '../../operation.ts';
import { hostAccountId } from '../../parameters/ids.ts';
import { required } from '../../parameters/param.ts';
import { instanceId, projectId, regionId } from '../../parameters/scope.ts';
import { credentialType } from '../../values/hosts.ts';
import { shape } from '../../values/shape.ts';

export const ResetHostAccountCredential = operation({
  action: 'ResetHostAccountCredential', version: '2019-12-09', group: 'host-accounts', accessLevel: 'update', kind: 'write',
  ramAction: 'yundun-bastionhost:ResetHostAccountCredential', ramResource: 'all',
  params: {
    InstanceId: instanceId,
    CredentialType: required(credentialType, 'public', {
      en: 'Which stored credential is removed; a private key goes with its pass phrase.', zh: '要清除的凭据类型；清除私钥时一并清除其口令。', example: 'Password',
    }),
    HostAccountId: hostAccountId,
    ProjectId: projectId,
    RegionId: regionId,
  },
  result: shape({}),
  errors: ['InvalidParameter', 'OBJECT_NOT_FOUND', 'InternalError'],
  doc: {
    en: 'Removes the password or the private key of a host account from the vault: no log-on uses it any more. Sessions that run go on.',
    zh: '清除主机账户托管的密码或私钥，此后登录不再使用；正在进行的会话不受影响。',
  },
});
