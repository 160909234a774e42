import type { Call } from '../../dispatch/call.ts';
import type { Params, Result } from '../../dispatch/handler.ts';
import { NEVER_EXPIRES } from './never-expires.ts';

type Attribute = Result<'DescribeInstanceAttribute'>['InstanceAttribute'];

export async function describeInstanceAttribute(_params: Params<'DescribeInstanceAttribute'>, call: Call): Promise<Result<'DescribeInstanceAttribute'>> {
  return { InstanceAttribute: { ...NOTHING_OF_A_CLOUD, ...MODULES, ...await facts(call) } };
}

async function facts({ instance, deps: { installation } }: Call): Promise<Pick<Attribute, 'Description' | 'ExpireTime' | 'InstanceId' | 'InstanceStatus' | 'InternetEndpoint' | 'IntranetEndpoint' | 'Ports' | 'PublicNetworkAccess' | 'RegionId' | 'StartTime' | 'Storage'>> {
  const ports = [{ StandardPort: 60022, CustomPort: installation.sshPort() }, { StandardPort: 443, CustomPort: installation.apiPort() }];
  return {
    Description: instance.description,
    ExpireTime: NEVER_EXPIRES,
    InstanceId: instance.instanceId,
    InstanceStatus: 'RUNNING',
    InternetEndpoint: installation.publicEndpoint,
    IntranetEndpoint: installation.privateEndpoint,
    // Only what listens: there is no RDP door yet.
    Ports: ports.filter((port) => port.CustomPort !== 0),
    PublicNetworkAccess: installation.publicEndpoint !== '',
    RegionId: instance.regionId,
    StartTime: instance.createdAt,
    Storage: await installation.storageBytes(),
  };
}

/** Features that this version does not have are switched off, not hidden. */
const MODULES = {
  AiCreditStatus: 'Disable', AiOpsModule: 'Disable', AppOperationModule: 'Disable', DbOperationModule: 'Disable', HSMModule: 'Disable', IDaaSModule: 'Disable',
  KmsSecretModule: 'Disable', ModifyPasswordModule: 'Disable', NetworkProxyModule: 'Disable', RDModule: 'Disable', ScriptDeliverModule: 'Disable', WebTerminalModule: 'Disable',
} as const satisfies Partial<Attribute>;

/** Networks, licences and addresses of a cloud account: an installation of one's own has none. */
const NOTHING_OF_A_CLOUD = {
  AuthorizedSecurityGroups: [], Bandwidth: '0', BandwidthPackage: '0', EniInstanceId: '', LicenseCode: '', PrivateExportIps: [], PrivateWhiteList: [], PublicExportIps: [], PublicIps: [],
  PublicWhiteList: [], ResourceGroupId: '', RouterRules: [], SecurityGroupIds: [], SlaveVswitchId: '', VpcId: '', VswitchId: '', WhiteListPolicies: [],
} satisfies Partial<Attribute>;
