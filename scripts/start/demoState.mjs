const QUERY = `query DemoState($workspace: String!) {
  datasets(workspace: $workspace, first: 100) { edges { node { name latestVersion { sampleCount } } } }
  studies(workspace: $workspace, first: 1) { edges { node { id } } }
}`;

/**
 * What of the demo an earlier start has made.
 * @param {{ api: string, token: string, workspace: string, dataset: string }} options
 * @returns {Promise<{ sampleCount: number, studyCount: number }>}
 */
export async function whatIsThere({ api, token, workspace, dataset }) {
  const response = await fetch(api, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query: QUERY, variables: { workspace } }),
  });
  const { data, errors } = await response.json();
  if (errors?.length) throw new Error(errors[0].message);
  const found = data.datasets.edges.find(({ node }) => node.name === dataset);
  return { sampleCount: found?.node.latestVersion?.sampleCount ?? 0, studyCount: data.studies.edges.length };
}
