export { type FileSource, type FileSourceOptions, openFileSource } from './fileSource.ts';
