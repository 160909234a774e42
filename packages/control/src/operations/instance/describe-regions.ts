import type { Call } from '../../dispatch/call.ts';
import type { Params, Result } from '../../dispatch/handler.ts';

/** An installation stands in the region that its instance was given; the id is its only name. */
export async function describeRegions(_params: Params<'DescribeRegions'>, call: Call): Promise<Result<'DescribeRegions'>> {
  const { instance, deps } = call;
  return { Regions: [{ LocalName: instance.regionId, RegionEndpoint: deps.installation.publicEndpoint, RegionId: instance.regionId }] };
}
