export { openBlobStore } from './open.ts';
export { findServerFolder, isWithin, type ServerFolder } from './serverFolder.ts';
export {
  BlobMissingError,
  type BlobReader,
  type BlobStore,
  type ByteRange,
  type StoredBlob,
} from './store.ts';
