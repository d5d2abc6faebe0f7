import { builder } from '../../builder.ts';
import { type Blob, byteLength } from './blob.ts';

export const BlobType = builder.objectRef<Blob>('Blob').implement({
  description:
    'Numbers in bulk: raw little-endian at `url`, the same with &format=npy; fetched with the same credentials; ETag and Range work. The url is a path on this server.',
  fields: (t) => ({
    url: t.exposeString('url'),
    dtype: t.exposeString('dtype'),
    shape: t.exposeIntList('shape'),
    bytes: t.float({ resolve: byteLength }),
    sha256: t.exposeString('sha256'),
  }),
});
