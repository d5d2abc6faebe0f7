// Takes the newest data set, clusters its latents into four groups, and prints the label of every sample.
//   node examples/change-k.mjs        with a server on this machine: its address and token are in run.json
// A second run with another nClusters trains nothing: everything up to the latents is reused.
import { readFileSync } from 'node:fs';

const run = JSON.parse(readFileSync(`${process.env.ASTERISM_HOME ?? '.asterism'}/run.json`, 'utf8'));
const headers = { authorization: `Bearer ${run.token}`, 'content-type': 'application/json' };

async function ask(query, variables) {
  const response = await fetch(run.api, {
    method: 'POST',
    headers,
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = await response.json();
  if (errors) throw new Error(errors[0].message);
  return data;
}

const { viewer } = await ask('{ viewer { workspaces { slug } } }');
const workspace = viewer.workspaces[0].slug;
const { datasets } = await ask(
  'query ($workspace: String!) { datasets(workspace: $workspace, first: 1) { edges { node { latestVersion { id } } } } }',
  { workspace },
);
const { createExperiment } = await ask(
  `mutation ($input: CreateExperimentInput!) {
     createExperiment(input: $input) { experiment { id number } problems { code message path } }
   }`,
  {
    input: {
      workspace,
      datasetVersionId: datasets.edges[0].node.latestVersion.id,
      preprocessing: { channels: [0, 1], normalization: 'GLOBAL', size: 64 },
      model: { kind: 'CONV', epochs: 20 },
      clustering: { algorithm: 'KMEANS', params: { nClusters: 4 } },
    },
  },
);
for (const { code, message, path } of createExperiment.problems)
  console.error(`${code} at ${path?.join('.')}: ${message}`);
if (!createExperiment.experiment) process.exit(1);

const { id, number } = createExperiment.experiment;
const QUERY = `query ($id: ID!) {
  experiment(id: $id) { status metrics { silhouette } stages { kind reused } labels { url shape dtype } }
}`;
let { experiment } = await ask(QUERY, { id });
while (experiment.status === 'QUEUED' || experiment.status === 'RUNNING') {
  await new Promise((resolve) => setTimeout(resolve, 500));
  ({ experiment } = await ask(QUERY, { id }));
}
if (experiment.status !== 'SUCCEEDED') throw new Error(`E-${number} ${experiment.status}`);
const reused = experiment.stages.filter((stage) => stage.reused).map((stage) => stage.kind);
console.log(
  `E-${number}: silhouette ${experiment.metrics.silhouette.toFixed(3)}; reused ${reused.join(', ') || 'nothing'}`,
);

// Numbers in bulk are blobs: little-endian here, the same with &format=npy.
const labels = await fetch(new URL(experiment.labels.url, run.web), { headers });
console.log([...new Int32Array(await labels.arrayBuffer())].join(' '));
