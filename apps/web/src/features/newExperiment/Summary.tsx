import { Button } from '@mantine/core';
import { IconBraces, IconFileCode } from '@tabler/icons-react';
import { formatCount } from '../../ui/format.ts';
import { ErrorState } from '../../ui/States.tsx';
import { changedNames, type Origin } from './changes.ts';
import { EstimatePanel } from './EstimatePanel.tsx';
import { axesOf, experimentCount } from './inputs.ts';
import classes from './NewExperiment.module.css';
import { generalProblems, type Problem } from './problems.ts';
import type { useEstimate } from './useEstimate.ts';
import type { FormValues } from './values.ts';

interface SummaryProps {
  values: FormValues;
  origin: Origin;
  changes: ReadonlyMap<string, string>;
  problems: readonly Problem[];
  estimate: ReturnType<typeof useEstimate>;
  isSending: boolean;
  /** Whether something was typed that can be given up. */
  isChanged: boolean;
  onStartAfresh(): void;
  onShowScript(language: 'yaml' | 'graphql'): void;
}

/** What will be run and how long that takes, and the button that runs it. Stays in sight beside the form. */
export function Summary(props: SummaryProps) {
  const { values, origin, changes, problems, estimate, isSending, isChanged } = props;
  const general = generalProblems(problems, values);
  return (
    <section className={classes.submit} aria-label="What will be run">
      <p className={classes.count}>{countWords(values)}</p>
      <EstimatePanel
        estimate={problems.length > 0 ? null : estimate.estimate}
        lacking={problems.length > 0 ? 'The time is told once every choice can be run.' : estimate.error}
        isUpdating={estimate.isUpdating}
      />
      <Changes origin={origin} changes={changes} />
      {general.map(({ code, message }) => (
        <ErrorState key={`${code}${message}`} message={message} />
      ))}
      {problems.length > general.length && (
        <ErrorState message="Some choices cannot be run: see the fields marked in the form." />
      )}
      <Button type="submit" size="md" fullWidth loading={isSending}>
        {values.isStudy ? 'Start the study' : 'Start the experiment'}
      </Button>
      <div className={classes.scripts}>
        <Button
          variant="default"
          size="xs"
          leftSection={<IconFileCode size={14} aria-hidden />}
          onClick={() => props.onShowScript('yaml')}
        >
          As YAML
        </Button>
        <Button
          variant="default"
          size="xs"
          leftSection={<IconBraces size={14} aria-hidden />}
          onClick={() => props.onShowScript('graphql')}
        >
          As GraphQL
        </Button>
      </div>
      {isChanged && (
        <Button variant="subtle" size="xs" onClick={props.onStartAfresh}>
          Start afresh
        </Button>
      )}
      <p className={classes.note}>What you choose is kept in this browser until you start it.</p>
    </section>
  );
}

/** What is another choice than in the experiment that it started from, or than is recommended. */
function Changes({ origin: { name }, changes }: Pick<SummaryProps, 'origin' | 'changes'>) {
  const names = changedNames(changes);
  if (names.length === 0)
    return <p className={classes.note}>{name ? `The same choices as ${name}.` : 'All as recommended.'}</p>;
  return (
    <p className={classes.note}>
      {name ? `Other than in ${name}: ` : 'Other than recommended: '}
      <strong>{names.join(', ')}</strong>
    </p>
  );
}

const counted = (count: number, one: string, several: string): string =>
  `${formatCount(count)} ${count === 1 ? one : several}`;

/** 8 experiments: 2 models × 2 normalisations × 2 clusterings */
export function countWords(values: FormValues): string {
  if (!values.isStudy) return 'One experiment';
  const { preprocessings, models, clusterings, seeds } = axesOf(values);
  const axes = [
    counted(models.length, 'model', 'models'),
    counted(preprocessings.length, 'normalisation', 'normalisations'),
    counted(clusterings.length, 'clustering', 'clusterings'),
    ...(seeds.length > 1 ? [counted(seeds.length, 'seed', 'seeds')] : []),
  ];
  return `${counted(experimentCount(values), 'experiment', 'experiments')}: ${axes.join(' × ')}`;
}
