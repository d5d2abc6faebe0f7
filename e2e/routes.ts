import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ask } from './ask.ts';
import { readRunFile } from './stack.ts';

const APP = join(import.meta.dirname, '../apps/web/src/app');

/** The routes of the web as its folders name them: /w/[workspace]/experiments. */
export const ROUTES: readonly string[] = readdirSync(APP, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => join(entry.parentPath, entry.name))
  .concat(APP)
  .filter((folder) => existsSync(join(folder, 'page.tsx')))
  .map((folder) => folder.slice(APP.length) || '/')
  .sort();

/** Where no route leads. */
export const NOWHERE = '/nothing-here';

/** What the pages of one thing are opened with: the newest of each that is finished. */
export interface Things {
  dataset: string;
  sample: string;
  experiment: string;
  study: string;
  /** Numbers of two experiments. */
  compared: string;
  review?: string;
}

interface Listed {
  datasets: {
    edges: {
      node: { id: string; latestVersion: { samples: { edges: { node: { id: string } }[] } } | null };
    }[];
  };
  experiments: { edges: { node: { number: number } }[] };
  studies: { edges: { node: { id: string } }[] };
}

/** Throws where the workspace lacks one of them. */
export async function thingsOf(workspace: string, run = readRunFile()): Promise<Things> {
  const { datasets, experiments, studies } = await ask<Listed>(
    `query ($workspace: String!) {
      datasets(workspace: $workspace) {
        edges { node { id latestVersion { samples(first: 1) { edges { node { id } } } } } }
      }
      experiments(workspace: $workspace, filter: { status: [SUCCEEDED] }, first: 2) { edges { node { number } } }
      studies(workspace: $workspace) { edges { node { id } } }
    }`,
    { workspace },
    run,
  );
  const dataset = datasets.edges.find(({ node }) => node.latestVersion?.samples.edges[0])?.node;
  const sample = dataset?.latestVersion?.samples.edges[0]?.node.id;
  const [first, second] = experiments.edges.map(({ node }) => `E-${node.number}`);
  const study = studies.edges[0]?.node.id;
  if (!dataset || !sample || !first || !second || !study)
    throw new Error(`${workspace} has not one of everything: run the specs before this one.`);
  return { dataset: dataset.id, sample, experiment: first, study, compared: `${second},${first}` };
}

/** A page of the route for that workspace; things that it lacks are named by what is none. */
export function pathOf(route: string, workspace: string, things: Partial<Things>): string {
  const path = route
    .replace('[workspace]', workspace)
    .replace('[dataset]', encodeURIComponent(things.dataset ?? 'none'))
    .replace('[sample]', encodeURIComponent(things.sample ?? 'none'))
    .replace('[experiment]', things.experiment ?? 'E-999')
    .replace('[label]', '0')
    .replace('[review]', encodeURIComponent(things.review ?? 'none'))
    .replace('[study]', encodeURIComponent(things.study ?? 'none'))
    .replace('/p/[token]', '/p/asl_none')
    .replace('[token]', 'asi_none');
  if (route.endsWith('/compare') && things.compared) return `${path}?experiments=${things.compared}`;
  return route === '/set-password' ? `${path}?token=none` : path;
}
