export { FIELDS, TEXT } from './fields.ts';
