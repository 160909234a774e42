import { Type } from 'typebox';
import { COMMON_HEADERS } from '../../parameters/rest-headers.ts';
import { restOptional, restRequired } from '../../parameters/rest-param.ts';
import { caseId, groupId } from '../../parameters/service-tickets.ts';
import { restOperation } from '../../rest-operation.ts';
import { satisfaction } from '../../values/satisfaction.ts';
import { plainAnswer } from '../../values/service-tickets.ts';
import { shape } from '../../values/shape.ts';

export const UpdateCases = restOperation({
  operationId: 'UpdateCases', sdkName: 'update_cases', group: 'cases', kind: 'write',
  method: 'POST', path: '/v2/servicerequest/cases/{case_id}/action', ramAction: 'osm:UpdateCases',
  headers: COMMON_HEADERS, pathParams: { case_id: caseId },
  query: {
    action_id: restRequired(Type.Enum(['cancel', 'close', 'press', 'delete']), 'public', {
      en: 'What to do: cancel (withdraw), close (confirm and finish), press (urge) or delete.', zh: '操作类型：cancel 撤销，close 确认并关闭，press 催单，delete 删除。', example: 'close', fault: 'business', code: 'OSM.01010013',
    }),
  },
  body: {
    judgement: restOptional(Type.String({ minLength: 0, maxLength: 2000 }), 'public', {
      en: 'Closing words, at most 2000 characters.', zh: '评价内容，最多 2000 个字符。', example: '"solved"',
    }),
    operate_desc: restOptional(Type.String({ minLength: 0, maxLength: 2000 }), 'public', {
      en: 'Why, at most 2000 characters.', zh: '操作说明，最多 2000 个字符。', example: '"no longer needed"',
    }),
    group_id: groupId,
    incident_satisfaction_list: restOptional(Type.Array(satisfaction, { maxItems: 20 }), 'public', {
      en: 'How content the customer is, when closing.', zh: '关闭工单时的满意度评价。', example: '[{"satisfaction_id":1,"satisfaction_value":5}]',
    }),
  },
  result: shape(plainAnswer),
  errors: ['OSM.01010001', 'OSM.01010004', 'OSM.01010013', 'OSM.01010014', 'OSM.01010015'],
  doc: {
    en: 'Withdraws, closes, urges or deletes a service ticket. When it ends, so does everything that was authorized on it.',
    zh: '撤销、关闭、催办或删除工单。工单结束时，其上的授权一并终止。',
  },
});
