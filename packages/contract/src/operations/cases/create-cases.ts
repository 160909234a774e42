import { Type } from 'typebox';
import { COMMON_HEADERS } from '../../parameters/rest-headers.ts';
import { restOptional, restRequired } from '../../parameters/rest-param.ts';
import { namedId, perhapsId } from '../../parameters/service-tickets.ts';
import { restOperation } from '../../rest-operation.ts';
import { jsonObjectText } from '../../values/json-object-text.ts';
import { shape } from '../../values/shape.ts';

/** The one value that the reference allows. */
const sourceId = Type.Enum(['83aeb0f2834c4df49826c781d32a963e']);

/** The reference names the fields and gives no limits: these are ours. */
export const CreateCases = restOperation({
  operationId: 'CreateCases', sdkName: 'create_cases', group: 'cases', kind: 'write',
  method: 'POST', path: '/v2/servicerequest/cases', ramAction: 'osm:CreateCases',
  headers: COMMON_HEADERS, pathParams: {}, query: {},
  body: {
    incident_sub_type_id: restOptional(perhapsId, 'public', {
      en: 'Category, from ListCaseCategories.', zh: '工单类别 ID，由 ListCaseCategories 返回。', example: '"technical"',
    }),
    product_category_id: restOptional(perhapsId, 'public', {
      en: 'Product, from ListCaseCategories.', zh: '产品类别 ID，由 ListCaseCategories 返回。', example: '"ecs"',
    }),
    business_type_id: restRequired(namedId, 'public', {
      en: 'Problem type, from ListProblemTypes.', zh: '问题类型 ID，由 ListProblemTypes 返回。', example: '"login-failure"',
    }),
    /** Whether it must be given depends on the problem type: the handler knows. */
    region_id: restOptional(perhapsId, 'public', {
      en: 'Region, from ListRegions; must be given for faults.', zh: '区域 ID，由 ListRegions 返回；故障类问题必填。', example: '"cn-south-1"',
    }),
    simple_description: restRequired(Type.String({ minLength: 1, maxLength: 2000 }), 'public', {
      en: 'What the ticket is about, 1 to 2000 characters.', zh: '问题描述，1 至 2000 个字符。', example: '"cannot log on to web-01"',
    }),
    source_id: restRequired(sourceId, 'public', {
      en: 'A constant.', zh: '固定值。', example: '"83aeb0f2834c4df49826c781d32a963e"',
    }),
    remind_mobile: restOptional(Type.String({ minLength: 0, maxLength: 32 }), 'sensitive', {
      en: 'Mobile number to call; shown with the ticket, never used to send anything.', zh: '联系手机号，仅随工单展示，不用于发送消息。', example: '"13800000000"',
    }),
    remind_mail: restOptional(Type.String({ minLength: 0, maxLength: 256 }), 'sensitive', {
      en: 'E-mail address to write to; shown with the ticket, never used to send anything.', zh: '联系邮箱，仅随工单展示，不用于发送消息。', example: '"ops@example.com"',
    }),
    remind_time: restOptional(Type.String({ minLength: 0, maxLength: 32 }), 'public', {
      en: 'When to call: 0 for any time, or a range.', zh: '联系时间：0 表示任意时间，或填写时间段。', example: '"09:00-18:00"',
    }),
    project_id: restOptional(perhapsId, 'public', {
      en: 'Project of the customer that the ticket is about.', zh: '工单涉及的客户项目 ID。', example: '"project-1"',
    }),
    accessory_ids: restOptional(Type.Array(namedId, { maxItems: 20 }), 'public', {
      en: 'Attachments that were uploaded before.', zh: '已上传附件的 ID 列表。', example: '[]',
    }),
    extends_map: restOptional(jsonObjectText(4000), 'sensitive', {
      en: 'Further members of the customer\'s own making, kept as sent.', zh: '客户自定义的扩展信息，按原样保存。', example: '{"instance":"web-01"}',
    }),
    extension_map: restOptional(jsonObjectText(4000), 'sensitive', {
      en: 'Further members of the customer\'s own making, kept as sent.', zh: '客户自定义的扩展信息，按原样保存。', example: '{}',
    }),
    severity_id: restOptional(perhapsId, 'public', {
      en: 'Severity, from ListSeverities.', zh: '严重程度 ID，由 ListSeverities 返回。', example: '"high"',
    }),
    verify_code: restOptional(Type.String({ minLength: 0, maxLength: 32 }), 'secret', {
      en: 'Code that proves an unregistered contact; not asked for, because contacts are never written to.', zh: '未登记联系方式的验证码；本系统不向联系方式发送消息，因此不校验。', example: '"123456"',
    }),
    area_code: restOptional(Type.String({ minLength: 0, maxLength: 16 }), 'public', {
      en: 'Country code of the mobile number.', zh: '手机号的国家码。', example: '"86"',
    }),
  },
  result: shape({ incident_id: Type.Optional(Type.String()) }),
  errors: ['OSM.01010001', 'OSM.01010006'],
  doc: {
    en: 'Opens a service ticket.',
    zh: '创建工单。',
  },
});
