import { done, notDone, type Outcome, type Problem, problem } from '../../problem.ts';
import type { CreateStudyInput } from '../experiments/choices.ts';
import {
  chooseClustering,
  chooseModel,
  choosePreprocessing,
  chooseProjections,
  chooseSeed,
} from '../experiments/choose.ts';
import type { VersionFacts } from '../experiments/data.ts';
import { experimentName, type NewExperiment } from '../experiments/record.ts';

// One transaction writes them all: 1,000 experiments are 3,000 statements, about two seconds.
const EXPERIMENTS_MAXIMUM = 1000;

type GridInput = Pick<
  typeof CreateStudyInput.$inferInput,
  'preprocessings' | 'models' | 'clusterings' | 'seeds' | 'projections'
>;

/**
 * Every combination, in the order preprocessings, models, clusterings, seeds, the last changing fastest.
 *
 * Problems: STUDY_TOO_LARGE, DUPLICATE, TOO_SMALL, and those of each choice, all of them at once.
 */
export function expandGrid(facts: VersionFacts, input: GridInput): Outcome<Grid> {
  const preprocessings = each(input.preprocessings, 'preprocessings', (one, path) =>
    choosePreprocessing(facts, one, path),
  );
  const models = each(input.models, 'models', (one, path) => chooseModel(facts, one, path));
  const clusterings = each(input.clusterings, 'clusterings', (one, path) =>
    chooseClustering(facts, one, path),
  );
  const seeds = each(input.seeds ?? [0], 'seeds', chooseSeed);
  const projections = chooseProjections(facts, input.projections, ['projections']);
  const problems = [preprocessings, models, clusterings, seeds, projections].flatMap((o) => o.problems);
  if (
    !preprocessings.value ||
    !models.value ||
    !clusterings.value ||
    !seeds.value ||
    !projections.value ||
    problems.length > 0
  )
    return notDone<Grid>(...problems);
  const choices = {
    preprocessings: preprocessings.value,
    models: models.value,
    clusterings: clusterings.value,
    seeds: seeds.value,
    projections: projections.value,
  };
  const count =
    choices.preprocessings.length * choices.models.length * choices.clusterings.length * choices.seeds.length;
  if (count > EXPERIMENTS_MAXIMUM)
    return notDone<Grid>(
      problem(
        'STUDY_TOO_LARGE',
        `These choices make ${count} experiments; a study holds ${EXPERIMENTS_MAXIMUM} at most. Make several studies: they share stages too.`,
      ),
    );
  return done<Grid>({ choices, experiments: combinations(choices) });
}

type Choices = {
  preprocessings: NewExperiment['preprocessing'][];
  models: NewExperiment['model'][];
  clusterings: NewExperiment['clustering'][];
  seeds: number[];
  projections: NewExperiment['projections'];
};

export interface Grid {
  choices: Choices;
  experiments: NewExperiment[];
}

function combinations({ preprocessings, models, clusterings, seeds, projections }: Choices): NewExperiment[] {
  const list: NewExperiment[] = [];
  for (const preprocessing of preprocessings)
    for (const model of models)
      for (const clustering of clusterings)
        for (const seed of seeds) {
          const choices = { tags: [], seed, preprocessing, model, projections, clustering };
          list.push({ ...choices, name: experimentName(choices) });
        }
  return list;
}

/** One axis of the grid: at least one choice, each once. */
function each<In, Out>(
  inputs: readonly In[],
  axis: string,
  choose: (input: In, path: (string | number)[]) => Outcome<Out>,
): Outcome<Out[]> {
  if (inputs.length === 0)
    return notDone(
      problem('TOO_SMALL', `Name at least one of the ${axis}; {} stands for what is recommended.`, axis),
    );
  const outcomes = inputs.map((input, i) => choose(input, [axis, i]));
  const problems: Problem[] = outcomes.flatMap((outcome) => outcome.problems);
  const values = outcomes.flatMap(({ value }) => (value === null ? [] : [value]));
  if (problems.length > 0) return notDone(...problems);
  const texts = values.map((value) => JSON.stringify(value));
  const twice = texts.findIndex((text, i) => texts.indexOf(text) < i);
  if (twice >= 0)
    return notDone(
      problem(
        'DUPLICATE',
        `This is the same as number ${texts.indexOf(texts[twice]!)} of the ${axis}; leave one out.`,
        axis,
        twice,
      ),
    );
  return done(values);
}
