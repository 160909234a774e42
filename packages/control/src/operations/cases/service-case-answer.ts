import type { ServiceCase } from '@sallyport/core';
import { seconds } from '../../answers/ticket.ts';
import type { Result } from '../../dispatch/handler.ts';

/** As the vendor's side sees it. */
export function serviceCaseAnswer(serviceCase: ServiceCase): Result<'GetServiceCase'>['Case'] {
  return {
    CaseId: serviceCase.id,
    Status: serviceCase.status,
    OwnerId: serviceCase.ownerId,
    OwnerName: serviceCase.ownerName,
    Description: serviceCase.description,
    SubTypeId: serviceCase.subTypeId,
    ProductCategoryId: serviceCase.productCategoryId,
    BusinessTypeId: serviceCase.businessTypeId,
    SeverityId: serviceCase.severityId,
    CaseRegionId: serviceCase.regionId,
    Site: serviceCase.site,
    Resolution: serviceCase.resolution,
    Judgement: serviceCase.judgement,
    CreatedTime: seconds(serviceCase.createdAt),
    ResolvedTime: seconds(serviceCase.resolvedAt),
    CompletedTime: seconds(serviceCase.completedAt),
    PressedTime: seconds(serviceCase.pressedAt),
  };
}
