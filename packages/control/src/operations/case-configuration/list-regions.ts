import { ofSite } from '../../service-tickets/listed-names.ts';
import type { RestCall, RestInputOf, RestResultOf } from '../../service-tickets/rest-handler.ts';

export async function listRegions({ site, language }: RestInputOf<'ListRegions'>, call: RestCall): Promise<RestResultOf<'ListRegions'>> {
  const regions = ofSite(call.deps.caseLists().regions, site);
  return {
    total_count: regions.length,
    data_center_list: regions.map((region) => ({ type: region.type, region_id: region.id, region_name: region.name[language], is_sensitive: region.sensitive ? 1 : 0 })),
  };
}
