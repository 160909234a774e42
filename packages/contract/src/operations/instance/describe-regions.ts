import { Type } from 'typebox';
import { operation } from '../../operation.ts';
import { defaulted } from '../../parameters/param.ts';
import { regionId } from '../../parameters/scope.ts';
import { shape } from '../../values/shape.ts';

export const DescribeRegions = operation({
  action: 'DescribeRegions', version: '2019-12-09', group: 'instance', accessLevel: 'get', kind: 'read',
  ramAction: 'yundun-bastionhost:DescribeRegions', ramResource: 'all',
  params: {
    AcceptLanguage: defaulted(Type.Enum(['zh-CN', 'en-US', 'ja']), 'zh-CN', 'public', {
      en: 'Language of the region names.', zh: '地域名称使用的语言。', example: 'en-US',
    }),
    RegionId: regionId,
  },
  result: shape({
    Regions: Type.Array(shape({ LocalName: Type.String(), RegionEndpoint: Type.String(), RegionId: Type.String() })),
  }),
  errors: ['InvalidParameter', 'InternalError'],
  doc: {
    en: 'Lists the regions in which this installation has instances.',
    zh: '查询本系统中实例所在的地域列表。',
  },
});
