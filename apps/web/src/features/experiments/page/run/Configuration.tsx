import { z } from 'zod';
import { Facts } from '../../../../ui/Facts.tsx';
import { camelWords, formatCount, NOTHING, words } from '../../../../ui/format.ts';
import { Panel } from '../../../../ui/Panel.tsx';
import type { ShownExperiment } from '../../experimentDocuments.ts';
import classes from './Configuration.module.css';

const settings = z.record(z.string(), z.unknown()).catch({});

/** A JSON object's members as names and values to read. */
function factsOf(value: unknown): [string, string][] {
  return Object.entries(settings.parse(value)).map(([name, setting]) => [
    camelWords(name),
    Array.isArray(setting) ? setting.join(', ') : String(setting),
  ]);
}

/** What was asked for, and to members the ground the numbers stand on. */
export function Configuration({ experiment }: { experiment: ShownExperiment }) {
  const { preprocessing, model, clustering, seed, environment, configurationReason } = experiment;
  const ground = factsOf(environment);
  return (
    <div className={classes.grid}>
      {configurationReason && <p className={classes.reason}>{configurationReason}</p>}
      {preprocessing && (
        <Panel title="Preparation">
          <Facts
            facts={[
              ['channels', preprocessing.channels.join(', ')],
              ['normalisation', words(preprocessing.normalization)],
              ['limits', `${preprocessing.lowerPercentile} to ${preprocessing.upperPercentile} percentile`],
              ['alignment', words(preprocessing.alignment)],
              ['geometry', words(preprocessing.geometry)],
              ['stretch', words(preprocessing.stretch)],
              ['size', `${preprocessing.size} px`],
              ['seed', seed],
            ]}
          />
        </Panel>
      )}
      {model && (
        <Panel title="Model">
          <Facts
            facts={[
              ['kind', model.kind],
              ['latent size', model.latentSize],
              ['epochs', model.epochs],
              ['batch size', model.batchSize],
              ['learning rate', model.learningRate],
              ...factsOf(model.params),
              ['parameters', model.parameterCount ? formatCount(model.parameterCount) : NOTHING],
            ]}
          />
        </Panel>
      )}
      <Panel title="Clusterer">
        <Facts facts={[['algorithm', clustering.algorithm], ...factsOf(clustering.params)]} />
      </Panel>
      {environment !== undefined && (
        <Panel title="Environment">
          {ground.length === 0 ? (
            <p className={classes.waiting}>Known once a worker has planned the experiment.</p>
          ) : (
            <Facts facts={ground} />
          )}
        </Panel>
      )}
    </div>
  );
}
