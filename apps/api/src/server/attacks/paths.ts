import { HOSTILE_TEXTS } from './hostileValues.ts';
import type { Target } from './target.ts';

const ADDRESSES = (part: string): string[] => [
  `/blobs/${part}/${'0'.repeat(64)}`,
  `/blobs/demo/${part}`,
  `/samples/${part}/pixels`,
  `/samples/${part}/preview/image`,
  `/samples/x/preview/${part}`,
  `/thumbnails/${part}`,
  `/thumbnails/x?colorMap=${part}&channel=${part}&size=1e999&lower=${part}`,
  `/model-files/${part}/${part}`,
  `/thumbnails/encoded/${part}`,
  `/uploads/${part}`,
];

/** Every address of files with every hostile text in it, as it is sent. */
export function hostileAddresses({ slug, ids }: Target): string[] {
  const parts = HOSTILE_TEXTS.filter((text) => text.length < 1000 && !/\p{Surrogate}/u.test(text)).flatMap(
    (text) => [encodeURIComponent(text), encodeURIComponent(text).replaceAll('%', '%25')],
  );
  const rows = parts.flatMap(ADDRESSES);
  const sample = Buffer.from(ids['Sample'] ?? '', 'base64')
    .toString()
    .split(':')[1];
  return [
    ...rows,
    `/blobs/${slug}/..%2f..%2f..%2fetc%2fpasswd`,
    `/thumbnails/${sample}?channel=99999999999999999999&size=999999999`,
    `/thumbnails/${sample}?lower=NaN&upper=-Infinity&stretch=__proto__`,
    '/%',
    '/blobs/%ff%fe/x',
    `/${'a/'.repeat(5000)}`,
  ];
}
