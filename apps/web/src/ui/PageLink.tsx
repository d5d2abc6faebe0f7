import Link from 'next/link';
import type { HTMLAttributes, ReactNode } from 'react';

interface PageLinkProps extends HTMLAttributes<HTMLElement> {
  /** Null where whoever looks may not go there: then it is shown and leads nowhere. */
  href: string | null;
  children: ReactNode;
}

/** A link to a page, for those who may see it. */
export function PageLink({ href, children, ...rest }: PageLinkProps) {
  return href === null ? (
    <span {...rest}>{children}</span>
  ) : (
    <Link href={href} {...rest}>
      {children}
    </Link>
  );
}
