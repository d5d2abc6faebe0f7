// The clusters of the finished experiment with the highest silhouette: how many samples each has, which one is in its
// middle, and which ones are nearest to it.
//   npx tsx examples/typescript/src/bestClusters.ts
import { ask, download } from './asterism.ts';
import type { ExperimentFilter } from './gql/graphql.ts';
import { graphql } from './gql/index.ts';

const BEST = graphql(`
  query Best($workspace: String!, $filter: ExperimentFilter) {
    experiments(
      workspace: $workspace
      filter: $filter
      orderBy: [{ field: SILHOUETTE, direction: DESC }]
      first: 1
    ) {
      edges {
        node {
          number
          name
          metrics {
            silhouette
          }
          labels {
            url
          }
          clusters {
            label
            isNoise
            silhouette
            medoid {
              fileName
            }
            members(first: 4, order: MIDDLE_FIRST) {
              edges {
                node {
                  index
                }
              }
            }
          }
        }
      }
    }
  }
`);

const WORKSPACES = graphql(`
  query MyWorkspaces {
    viewer {
      workspaces {
        slug
      }
    }
  }
`);

const { viewer } = await ask(WORKSPACES, {});
const workspace = viewer?.workspaces[0]?.slug;
if (!workspace) throw new Error('The token is not accepted, or opens no workspace.');

// "SUCCESS" would not compile.
const filter: ExperimentFilter = {
  status: ['SUCCEEDED'],
  where: [{ field: 'metrics.clusterCount', atLeast: 2 }],
};
const { experiments } = await ask(BEST, { workspace, filter });
const best = experiments?.edges[0]?.node;
if (!best?.labels) throw new Error(`No experiment in ${workspace} has found clusters yet.`);

// Numbers in bulk do not travel as JSON: a label a sample, in the order of the samples.
const labels = new Int32Array(await download(best.labels.url));
console.log(`E-${best.number}  silhouette ${best.metrics?.silhouette?.toFixed(3)}  ${best.name}`);
for (const { label, isNoise, silhouette, medoid, members } of best.clusters) {
  const size = labels.filter((one) => one === label).length;
  const nearest = (members?.edges ?? []).map(({ node }) => `#${node.index}`).join(' ');
  console.log(
    `${isNoise ? 'noise' : `cluster ${label}`}  ${size} samples  silhouette ${silhouette?.toFixed(3) ?? '-'}  middle ${medoid?.fileName ?? '-'}  ${nearest}`,
  );
}
