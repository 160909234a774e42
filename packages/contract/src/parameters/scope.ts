import { Type } from 'typebox';
import { optional, required } from './param.ts';

export const instanceId = required(Type.String({ minLength: 1, maxLength: 128 }), 'public', {
  en: 'The bastion instance that the call is about.', zh: '本次调用所针对的堡垒机实例 ID。', example: 'bastionhost-cn-st220aw0001',
});

/** A region that is unknown or not the instance's counts as absent (ruling A2). */
export const regionId = optional(Type.String({ maxLength: 64 }), 'public', {
  en: 'Region of the instance. May be left out: the instance id is enough.', zh: '实例所在地域。可以不填，实例 ID 已足够定位。', example: 'cn-hangzhou',
});

/** Text, although the reference types it as a number: any project that is not the caller's answers as if its objects were absent. */
export const projectId = optional(Type.String({ pattern: '^[0-9]+$', maxLength: 19 }), 'public', {
  en: 'Project that holds the object; left out, the default project.', zh: '对象所属的项目 ID；不填表示默认项目。', example: '1',
});
