import type { Call } from '../../dispatch/call.ts';
import type { Params, Result } from '../../dispatch/handler.ts';
import { NEVER_EXPIRES } from './never-expires.ts';

type Listed = Result<'DescribeInstances'>['Instances'][number];

/** A principal belongs to one instance and sees that one. It runs, is in no resource group and carries no tags. */
export async function describeInstances(params: Params<'DescribeInstances'>, call: Call): Promise<Result<'DescribeInstances'>> {
  const matches = (params.InstanceId === undefined || params.InstanceId.includes(call.instance.instanceId))
    && (params.InstanceStatus === undefined || params.InstanceStatus === 'RUNNING')
    && params.ResourceGroupId === undefined
    && params.Tag === undefined;
  return { Instances: matches && params.PageNumber === 1 ? [listed(call)] : [], TotalCount: matches ? 1 : 0 };
}

function listed({ instance, deps: { installation } }: Call): Listed {
  return {
    BandWidth: 0,
    Description: instance.description,
    ExpireTime: NEVER_EXPIRES,
    ImageVersion: installation.version,
    InstanceId: instance.instanceId,
    InstanceStatus: 'RUNNING',
    InternetEndpoint: installation.publicEndpoint,
    IntranetEndpoint: installation.privateEndpoint,
    Legacy: false,
    LicenseCode: '',
    PlanCode: 'cloudbastion_ha',
    PublicNetworkAccess: installation.publicEndpoint !== '',
    RegionId: instance.regionId,
    ResourceGroupId: '',
    SlaveVswitchId: '',
    StartTime: instance.createdAt,
    VpcId: '',
    VswitchId: '',
  };
}
