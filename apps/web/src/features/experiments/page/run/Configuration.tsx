import { MAIN_PARAMETER } from '@asterism/ml/params';
import * as z from 'zod/mini';
import { CopyTable } from '../../../../ui/CopyTable.tsx';
import { Facts } from '../../../../ui/Facts.tsx';
import { camelWords, formatCount, NOTHING, settingText, words } from '../../../../ui/format.ts';
import { Panel } from '../../../../ui/Panel.tsx';
import type { ShownExperiment } from '../../experimentDocuments.ts';
import classes from './Configuration.module.css';

const settings = z.catch(z.record(z.string(), z.unknown()), {});

/** A JSON object's members as names and values to read. */
function factsOf(value: unknown): [string, string][] {
  return Object.entries(settings.parse(value)).map(([name, setting]) => [
    camelWords(name),
    settingText(setting),
  ]);
}

interface Group {
  title: string;
  facts: [name: string, value: string | number][];
}

/** What was asked for, by what it is of. */
function groupsOf({ preprocessing, model, clustering, seed }: ShownExperiment): Group[] {
  return [
    ...(preprocessing
      ? [
          {
            title: 'Preparation',
            facts: [
              ['channels', preprocessing.channels.join(', ')],
              ['normalisation', words(preprocessing.normalization)],
              ['limits', `${preprocessing.lowerPercentile} to ${preprocessing.upperPercentile} percentile`],
              ['alignment', words(preprocessing.alignment)],
              ['geometry', words(preprocessing.geometry)],
              ['stretch', words(preprocessing.stretch)],
              ['size', `${preprocessing.size} px`],
              ['seed', seed],
            ] satisfies Group['facts'],
          },
        ]
      : []),
    ...(model
      ? [
          {
            title: 'Model',
            facts: [
              ['kind', model.kind],
              ['latent size', model.latentSize],
              ['epochs', model.epochs],
              ['batch size', model.batchSize],
              ['learning rate', model.learningRate],
              ...factsOf(model.params),
              ['parameters', model.parameterCount ? formatCount(model.parameterCount) : NOTHING],
            ] satisfies Group['facts'],
          },
        ]
      : []),
    {
      title: 'Clusterer',
      facts: [['algorithm', clustering.algorithm], ...scanFacts(clustering), ...factsOf(clustering.params)],
    },
  ];
}

/** What was tried of the main parameter, where it was not given. */
function scanFacts({ algorithm, params, scanFrom, scanTo }: ShownExperiment['clustering']): Group['facts'] {
  const main = MAIN_PARAMETER[algorithm];
  if (settings.parse(params)[main] !== undefined) return [];
  return [[camelWords(main), `best of ${scanFrom} to ${scanTo}`]];
}

/** What was asked for, and to members the ground the numbers stand on. */
export function Configuration({ experiment }: { experiment: ShownExperiment }) {
  const { environment, configurationReason } = experiment;
  const asked = groupsOf(experiment);
  const ground: Group = { title: 'Environment', facts: factsOf(environment) };
  const groups = environment === undefined ? asked : [...asked, ground];
  return (
    <div className={classes.grid}>
      <div className={classes.top}>
        <p className={classes.reason}>{configurationReason}</p>
        <CopyTable
          label="the configuration"
          table={[
            ['Of', 'Setting', 'Value'],
            ...groups.flatMap(({ title, facts }) => facts.map(([name, value]) => [title, name, value])),
          ]}
        />
      </div>
      {groups.map(({ title, facts }) => (
        <Panel key={title} title={title}>
          {facts.length === 0 ? (
            <p className={classes.waiting}>Known once a worker has planned the experiment.</p>
          ) : (
            <Facts facts={facts} />
          )}
        </Panel>
      ))}
    </div>
  );
}
