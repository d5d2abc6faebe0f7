import type { ShownExperiment } from '../../experimentDocuments.ts';

/**
 * The experiment as a study file of one (keys of CreateStudyInput), which `asterism run FILE --dataset NAME` runs again.
 * Scalars are written as JSON, which YAML reads alike. Null of latents that were brought from elsewhere: no study makes
 * them.
 */
export function studyFileOf(
  experiment: Pick<ShownExperiment, 'name' | 'number' | 'seed' | 'preprocessing' | 'model' | 'clustering'> & {
    projections: readonly { kind: string }[];
  },
): string | null {
  const { name, number, seed, preprocessing, model, clustering, projections } = experiment;
  if (!preprocessing || !model) return null;
  const { parameterCount: _, ...trained } = model;
  return [
    `# E-${number}. Run it again with: npx asterism run FILE --dataset NAME --wait`,
    `name: ${JSON.stringify(name)}`,
    `seeds: [${seed}]`,
    ...choice('preprocessings', preprocessing),
    ...choice('models', trained),
    ...choice('clusterings', clustering),
    `projections: [${projections.map(({ kind }) => kind).join(', ')}]`,
    '',
  ].join('\n');
}

function choice(name: string, values: object): string[] {
  return Object.entries(values)
    .filter(([key]) => key !== '__typename')
    .map(([key, value], i) => `${i === 0 ? `${name}:\n  - ` : '    '}${key}: ${JSON.stringify(value)}`);
}
