import type { Client } from './client.ts';
import { CommandFailure, EXIT } from './failure.ts';
import { graphql } from './gql/index.ts';

const WORKSPACES = graphql(`
  query Workspaces {
    viewer {
      workspaces {
        slug
      }
    }
    system {
      uploadUrl
    }
  }
`);

/** The workspace that was named, or the user's first; and where uploads go. Throws CommandFailure. */
export async function findWorkspace(
  client: Client,
  wanted: string | undefined,
): Promise<{ slug: string; uploadUrl: string }> {
  const { viewer, system } = await client.query(WORKSPACES, {});
  if (!viewer)
    throw new CommandFailure(
      'The token is not accepted: it may have expired or been revoked.',
      EXIT.notAllowed,
    );
  const slugs = viewer.workspaces.map(({ slug }) => slug);
  const slug = wanted ?? slugs[0];
  if (!slug || !slugs.includes(slug))
    throw new CommandFailure(
      slug
        ? `There is no workspace ${slug} here; there are: ${slugs.join(', ') || 'none'}.`
        : 'You have no workspace yet.',
      EXIT.notFound,
    );
  return { slug, uploadUrl: new URL(system.uploadUrl, client.server.api).href };
}
