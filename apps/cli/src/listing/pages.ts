/** A page of a connection of the API. */
export interface Page<Node> {
  edges: readonly { node: Node }[];
  pageInfo: { hasNextPage: boolean; endCursor?: string | null };
}

export const THERE_ARE_MORE = 'There are more: ask for them with --limit.';

// As many as the API gives of every list at once.
const PAGE = 100;

/** The first `limit` nodes of a list, page by page, and whether there are more. */
export async function collect<Node>(
  pageOf: (first: number, after: string | null) => Promise<Page<Node> | null | undefined>,
  limit = Number.POSITIVE_INFINITY,
): Promise<{ nodes: Node[]; hasMore: boolean }> {
  const nodes: Node[] = [];
  for (let after: string | null = null; ; ) {
    const page = await pageOf(Math.min(PAGE, limit - nodes.length), after);
    nodes.push(...(page?.edges ?? []).map(({ node }) => node));
    if (!page?.pageInfo.hasNextPage) return { nodes, hasMore: false };
    if (nodes.length >= limit) return { nodes, hasMore: true };
    after = page.pageInfo.endCursor ?? null;
  }
}
