import { Agent, request } from 'node:http';
import { z } from 'zod';

/** The peer's question: filter on a score and a parameter, sort by a score, the first 100, with 20 parameters and 8 scores each. */
export const SEARCH = `query Search($workspace: String!) {
  experiments(workspace: $workspace, first: 100, orderBy: [{ field: MSE, direction: DESC }], filter: { where: [
    { field: "metrics.silhouette", atLeast: 0.5 }, { field: "model.latentSize", equals: 7 }] }) {
    edges { node {
      id number name status seed
      model { kind latentSize epochs batchSize learningRate params }
      preprocessing { channels alignment geometry normalization size stretch lowerPercentile upperPercentile }
      clustering { algorithm params }
      metrics { mse psnr ssim msSsim silhouette daviesBouldin calinskiHarabasz clusterCount }
    } }
    pageInfo { hasNextPage endCursor }
  }
}`;

/** The web's table of experiments; its columns are those of ExperimentRow in apps/web/src/features/experiments/fields.ts. */
export const TABLE = `query ExperimentsPage($workspace: String!, $filter: ExperimentFilter, $orderBy: [ExperimentOrder!], $first: Int, $after: String) {
  experiments(workspace: $workspace, filter: $filter, orderBy: $orderBy, first: $first, after: $after) {
    totalCount
    edges { node { ...ExperimentRow } }
    pageInfo { hasNextPage endCursor }
  }
}
fragment ExperimentRow on Experiment {
  id number name status createdAt startedAt finishedAt
  dataset { id name } datasetVersion { id number } study { id name }
  model { kind latentSize } preprocessing { channels normalization size } clustering { algorithm }
  progress { stage fraction epoch epochs secondsLeft }
  metrics { mse silhouette clusterCount }
  failure { code message stage retryable }
}`;

const answer = z.object({
  data: z.object({ experiments: z.object({ edges: z.array(z.unknown()) }) }),
  errors: z.undefined().optional(),
});

// As many as browsers of a team hold open; what comes beyond waits, and its waiting is measured.
const CONNECTIONS = 64;

/** Asks the API once and looks at the answer, then hands out how to ask again: as with the peer, only the bytes are read. */
export async function openQuestion(
  { url, token }: { url: string; token: string },
  query: string,
  variables: object,
): Promise<{ rows: number; ask: () => Promise<number> }> {
  const body = JSON.stringify({ query, variables });
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const headers = {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    authorization: `Bearer ${token}`,
  };
  const send = (): Promise<Buffer> =>
    new Promise((done, fail) => {
      const sent = request(`${url}/graphql`, { method: 'POST', agent, headers }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', fail);
        response.on('end', () => {
          const text = Buffer.concat(chunks);
          if (response.statusCode === 200) done(text);
          else fail(new Error(`The API answered ${response.statusCode}: ${text.subarray(0, 200)}`));
        });
      });
      sent.on('error', fail);
      sent.end(body);
    });
  const first = answer.parse(JSON.parse(String(await send())));
  return {
    rows: first.data.experiments.edges.length,
    ask: async () => (await send()).length,
  };
}
