import type { ComponentProps } from 'react';

/** A picture that the API draws in the size that it is shown in: there is nothing for Next to optimise. */
export function ServedImage({ alt, ...rest }: ComponentProps<'img'> & { src: string; alt: string }) {
  // biome-ignore lint/performance/noImgElement: see above
  return <img alt={alt} {...rest} />;
}
