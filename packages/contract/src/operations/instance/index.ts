import { DescribeInstanceAttribute } from './describe-instance-attribute.ts';
import { DescribeInstances } from './describe-instances.ts';
import { DescribeRegions } from './describe-regions.ts';

export const instance = { DescribeInstanceAttribute, DescribeInstances, DescribeRegions } as const;
