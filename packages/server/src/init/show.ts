import type { InitResult } from './init-plan.ts';

/** What people read after `init`. */
export function showInit(data: string, result: InitResult): string {
  return [
    `Instance ${result.instanceId} (region ${result.regionId}, account ${result.accountId}) is ready in ${data}.`,
    '',
    `  AccessKeyId      ${result.accessKeyId}`,
    `  AccessKeySecret  ${result.accessKeySecret}`,
    '  The secret is not shown again; commands with --data read it from client.json.',
    '',
    'Host keys of the door:',
    ...result.hostKeyFingerprints.map((fingerprint) => `  ${fingerprint}`),
    '',
    'Start it with:',
    `  sallyport serve --data ${data} --api 127.0.0.1:8443 --ssh 127.0.0.1:60022`,
    '',
  ].join('\n');
}
