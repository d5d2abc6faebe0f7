import type { ComponentProps } from 'react';

/** A part of the page that scrolls by itself, and so must be reachable by keyboard and have a name. */
export function ScrollRegion(props: ComponentProps<'section'> & { 'aria-label': string }) {
  // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
  return <section tabIndex={0} {...props} />;
}
