import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { asterism } from './asterism.ts';
import { discs, home } from './stack.ts';

export interface TrainedExperiment {
  id: string;
  number: number;
  name: string;
  dataset: { name: string };
}

/** The experiments of a study (YAML), run by the command line over its own data set of discs; the newest first. */
export async function runStudy(dataset: string, study: string): Promise<TrainedExperiment[]> {
  expect((await asterism('import', discs(), '--dataset', dataset)).status).toBe(0);
  const file = join(home(), `${dataset.toLowerCase().replaceAll(' ', '-')}.yaml`);
  writeFileSync(file, study);
  expect((await asterism('run', file, '--dataset', dataset, '--wait')).errors).toBe('');
  const { lines } = await asterism('experiments', '--json');
  return lines
    .map((line) => JSON.parse(line) as TrainedExperiment)
    .filter((experiment) => experiment.dataset.name === dataset);
}

/** The experiment of a study of one; `model` is YAML. */
export async function trainExperiment(dataset: string, model: string): Promise<TrainedExperiment> {
  const study = `name: ${dataset}\npreprocessings: [{ channels: [0], size: 32 }]\nmodels: [{ ${model} }]\nclusterings: [{ algorithm: KMEANS }]\n`;
  return (await runStudy(dataset, study))[0]!;
}
