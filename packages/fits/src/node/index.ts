export { type FileSource, openFileSource } from './fileSource.ts';
