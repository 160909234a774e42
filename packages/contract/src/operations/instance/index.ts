export { DescribeInstanceAttribute } from './describe-instance-attribute.ts';
export { DescribeInstances } from './describe-instances.ts';
export { DescribeRegions } from './describe-regions.ts';
