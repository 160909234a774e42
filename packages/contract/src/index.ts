export * from './operation.ts';
export * from './errors.ts';
export * from './catalogue.ts';
