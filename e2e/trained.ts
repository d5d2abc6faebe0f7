import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { asterism } from './asterism.ts';
import { discs, home } from './stack.ts';

export interface TrainedExperiment {
  id: string;
  number: number;
  dataset: { name: string };
}

/** An experiment of its own data set of discs, run by the command line; `model` is YAML. */
export async function trainExperiment(dataset: string, model: string): Promise<TrainedExperiment> {
  expect((await asterism('import', discs(), '--dataset', dataset)).status).toBe(0);
  const study = join(home(), `${dataset.toLowerCase().replaceAll(' ', '-')}.yaml`);
  writeFileSync(
    study,
    `name: ${dataset}\npreprocessings: [{ channels: [0], size: 32 }]\nmodels: [{ ${model} }]\nclusterings: [{ algorithm: KMEANS }]\n`,
  );
  expect((await asterism('run', study, '--dataset', dataset, '--wait')).errors).toBe('');
  const { lines } = await asterism('experiments', '--json');
  return lines
    .map((line) => JSON.parse(line) as TrainedExperiment)
    .find((experiment) => experiment.dataset.name === dataset)!;
}
