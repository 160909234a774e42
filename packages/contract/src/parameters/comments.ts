import { Type } from 'typebox';
import { optional } from './param.ts';

export const commentText = Type.String({ maxLength: 500 });

export const comment = optional(commentText, 'public', { en: 'Remark, at most 500 characters.', zh: '备注，最多 500 个字符。', example: 'on call' });
/** ModifyX: what is empty or absent stays. */
export const changedComment = optional(commentText, 'public', { en: 'New remark, at most 500 characters. Empty: unchanged.', zh: '新的备注，最多 500 个字符。为空表示不修改。', example: 'on call' });
