export { openBlobStore } from './open.ts';
export { BlobMissingError, type BlobStore, type ByteRange, type StoredBlob } from './store.ts';
