import { logCase } from '../../service-tickets/case-log.ts';
import { OsmError } from '../../service-tickets/osm-error.ts';
import type { RestCall, RestInputOf, RestResultOf } from '../../service-tickets/rest-handler.ts';
import { demandListed } from './chosen-entries.ts';

/** Opens a ticket of the caller's own. */
export async function createCases({ body, site }: RestInputOf<'CreateCases'>, call: RestCall): Promise<RestResultOf<'CreateCases'>> {
  demandListed(body, call.deps.caseLists(), site);
  // Nothing can have been uploaded yet: whoever names an attachment must not believe that we have it.
  if ((body.accessory_ids ?? []).length > 0) throw new OsmError('OSM.01010001');
  const { instanceId } = call.instance;
  const id = await call.transact(async (tx) => {
    const created = await tx.cases.create({
      instanceId,
      ownerId: call.principal.id,
      description: body.simple_description,
      subTypeId: body.incident_sub_type_id ?? '',
      productCategoryId: body.product_category_id ?? '',
      businessTypeId: body.business_type_id,
      severityId: body.severity_id ?? '',
      regionId: body.region_id ?? '',
      site,
      sourceId: body.source_id,
      projectId: body.project_id ?? '',
      contact: { areaCode: body.area_code ?? '', mobile: body.remind_mobile ?? '', mail: body.remind_mail ?? '', time: body.remind_time ?? '' },
      extendsMap: body.extends_map ?? '{}',
      extensionMap: body.extension_map ?? '{}',
      createdAt: tx.now,
    });
    await logCase(tx, call, created, { operation: 'create', operator: 'customer', words: '' });
    call.note({ caseId: created });
    return created;
  });
  return { incident_id: id };
}
