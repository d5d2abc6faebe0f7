import type { Db } from '@asterism/db';
import { PUBLIC_LINK_TOKEN } from './links.ts';
import { hashToken } from './token.ts';

/** Whoever bears a public link. They may look at one experiment, or those of one comparison, and what hangs off them. */
export interface Visitor {
  linkId: string;
  workspaceId: string;
  /** Of a link to a comparison. */
  comparisonId: string | null;
  experimentIds: readonly string[];
  datasetVersionIds: readonly string[];
}

/** Where cookies name links, so that pictures on the page of a link can be fetched by their addresses. */
export const PUBLIC_LINK_COOKIE = 'asterism.public_links';
// Pages of so many links may be open in one browser.
const LINKS_IN_COOKIE = 8;

/** The token in an Authorization header, or null where there is none of a public link. */
export function publicLinkToken(authorization: string | null | undefined): string | null {
  const token = /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1];
  return token && PUBLIC_LINK_TOKEN.test(token) ? token : null;
}

/** The tokens that a cookie header holds, the newest first. */
export function publicLinkTokens(cookie: string | null | undefined): string[] {
  const pair = (cookie ?? '').split(/; */).find((text) => text.startsWith(`${PUBLIC_LINK_COOKIE}=`));
  const tokens = pair?.slice(PUBLIC_LINK_COOKIE.length + 1).split('.') ?? [];
  return tokens.filter((token) => PUBLIC_LINK_TOKEN.test(token)).slice(0, LINKS_IN_COOKIE);
}

/** The cookie by which that link's pictures are fetched, beside those of links that were opened before. */
export function publicLinkCookie(
  token: string,
  { cookie, secure }: { cookie: string | null | undefined; secure: boolean },
): string {
  const others = publicLinkTokens(cookie).filter((other) => other !== token);
  const value = [token, ...others].slice(0, LINKS_IN_COOKIE).join('.');
  return `${PUBLIC_LINK_COOKIE}=${value}; Path=/; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`;
}

/** Those who bear these tokens: a token that was revoked, has run out or never was is none. */
export async function findVisitors(db: Db, tokens: readonly string[], now: Date): Promise<Visitor[]> {
  if (tokens.length === 0) return [];
  const links = await db.publicLink.findMany({
    where: {
      tokenHash: { in: tokens.map(hashToken) },
      revokedAt: null,
      OR: [{ expiresAt: null }, { expiresAt: { gt: now } }],
    },
    include: {
      experiment: { select: SHOWN },
      comparison: { select: { experiments: { select: { experiment: { select: SHOWN } } } } },
    },
  });
  return links.map(({ id: linkId, workspaceId, comparisonId, experiment, comparison }) => {
    const compared = comparison?.experiments.map((row) => row.experiment) ?? [];
    const shown = experiment ? [experiment, ...compared] : compared;
    return {
      linkId,
      workspaceId,
      comparisonId,
      experimentIds: shown.map(({ id }) => id),
      datasetVersionIds: [...new Set(shown.map(({ datasetVersionId }) => datasetVersionId))],
    };
  });
}

const SHOWN = { id: true, datasetVersionId: true } as const;
