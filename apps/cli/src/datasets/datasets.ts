import type { Client } from '../client.ts';
import { CommandFailure, EXIT, throwProblems } from '../failure.ts';
import { graphql } from '../gql/index.ts';

const DATASETS = graphql(`
  query Datasets($workspace: String!, $after: String) {
    datasets(workspace: $workspace, first: 100, after: $after) {
      edges {
        node {
          id
          name
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

const VERSIONS = graphql(`
  query Versions($id: ID!, $after: String) {
    node(id: $id) {
      ... on Dataset {
        versions(first: 100, after: $after) {
          edges {
            node {
              id
              number
              status
            }
          }
          pageInfo {
            hasNextPage
            endCursor
          }
        }
      }
    }
  }
`);

const CREATE_DATASET = graphql(`
  mutation CreateDataset($input: CreateDatasetInput!) {
    createDataset(input: $input) {
      dataset {
        id
        name
      }
      problems {
        code
        message
        path
      }
    }
  }
`);

export interface NamedDataset {
  id: string;
  name: string;
}

/** Null where no data set of the workspace has the name. */
export async function findDataset(
  client: Client,
  workspace: string,
  name: string,
): Promise<NamedDataset | null> {
  for (let after: string | null = null; ; ) {
    const {
      datasets,
    }: {
      datasets?: {
        edges: { node: NamedDataset }[];
        pageInfo: { hasNextPage: boolean; endCursor?: string | null };
      } | null;
    } = await client.query(DATASETS, { workspace, after });
    const found = datasets?.edges.find(({ node }) => node.name === name);
    if (found) return found.node;
    if (!datasets?.pageInfo.hasNextPage) return null;
    after = datasets.pageInfo.endCursor ?? null;
  }
}

export async function makeDataset(client: Client, workspace: string, name: string): Promise<NamedDataset> {
  const { createDataset } = await client.query(CREATE_DATASET, { input: { workspace, name } });
  throwProblems(createDataset.problems);
  return createDataset.dataset!;
}

/** The version that `NAME` or `NAME@3` names; without a number the newest that is ready. Throws CommandFailure. */
export async function findVersion(
  client: Client,
  workspace: string,
  text: string,
): Promise<{ id: string; number: number }> {
  const at = /^(.*)@(\d+)$/.exec(text);
  const name = at?.[1] ?? text;
  const number = at ? Number(at[2]) : null;
  const dataset = await findDataset(client, workspace, name);
  if (!dataset)
    throw new CommandFailure(`There is no data set ${JSON.stringify(name)} in ${workspace}.`, EXIT.notFound);
  const versions = await allVersions(client, dataset.id);
  const ready = versions.filter(({ status }) => status === 'READY').sort((a, b) => b.number - a.number);
  const chosen = number === null ? ready[0] : versions.find((version) => version.number === number);
  if (!chosen)
    throw new CommandFailure(
      number === null
        ? `${name} has no version that is ready yet.`
        : `${name} has no version ${number}; it has ${versions.map((version) => version.number).join(', ') || 'none'}.`,
      EXIT.notFound,
    );
  return chosen;
}

interface NamedVersion {
  id: string;
  number: number;
  status: string;
}

async function allVersions(client: Client, id: string): Promise<NamedVersion[]> {
  const pageAfter = async (after: string | null) => {
    const { node } = await client.query(VERSIONS, { id, after });
    return node && 'versions' in node ? node.versions : null;
  };
  const versions: NamedVersion[] = [];
  for (let page = await pageAfter(null); page; ) {
    versions.push(...page.edges.map((edge) => edge.node));
    const { hasNextPage, endCursor } = page.pageInfo;
    page = hasNextPage ? await pageAfter(endCursor ?? null) : null;
  }
  return versions;
}
