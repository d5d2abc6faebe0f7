import { type StudyFile, studyText } from '../../../newExperiment/studyText.ts';
import type { ShownExperiment } from '../../experimentDocuments.ts';

/**
 * The experiment as a study file of one (keys of CreateStudyInput), which `asterism run FILE --dataset NAME` runs again.
 * Null of latents that were brought from elsewhere: no study makes them.
 */
export function studyFileOf(
  experiment: Pick<ShownExperiment, 'name' | 'number' | 'seed' | 'preprocessing' | 'model' | 'clustering'> & {
    projections: readonly Pick<ShownExperiment['projections'][number], 'kind'>[];
  },
): string | null {
  const { name, number, seed, preprocessing, model, clustering, projections } = experiment;
  if (!preprocessing || !model) return null;
  const { parameterCount: _, ...trained } = model;
  const study: StudyFile = {
    name,
    preprocessings: [chosen(preprocessing)],
    models: [chosen(trained)],
    clusterings: [chosen(clustering)],
    projections: projections.map(({ kind }) => kind),
    seeds: [seed],
  };
  return studyText(study, `E-${number}. Run it again with: npx asterism run FILE --dataset NAME --wait`);
}

/** Without what the API's client adds. */
function chosen<Choices extends object>(choices: Choices): Choices {
  const values = { ...choices };
  Reflect.deleteProperty(values, '__typename');
  return values;
}
