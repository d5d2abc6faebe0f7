import { Facts } from '../../ui/Facts.tsx';
import { formatCount, NOTHING, words } from '../../ui/format.ts';
import { Panel } from '../../ui/Panel.tsx';
import classes from './ExperimentPage.module.css';
import type { ExperimentDetail } from './ExperimentPage.tsx';

/** What was asked for, and the ground the numbers stand on. */
export function Configuration({ experiment }: { experiment: ExperimentDetail }) {
  const { preprocessing, model, clustering, seed, environment } = experiment;
  const params = (value: unknown) =>
    Object.entries((value ?? {}) as Record<string, unknown>).map(
      ([name, setting]) => [name, Array.isArray(setting) ? setting.join(', ') : String(setting)] as const,
    );
  return (
    <div className={classes.grid}>
      <Panel title="Configuration">
        <Facts
          facts={[
            ['channels', preprocessing?.channels.join(', ') ?? NOTHING],
            ['normalisation', preprocessing ? words(preprocessing.normalization) : NOTHING],
            ['size', preprocessing ? `${preprocessing.size} px` : NOTHING],
            ['model', model?.kind ?? NOTHING],
            ['latent size', model?.latentSize ?? NOTHING],
            ['epochs', model?.epochs ?? NOTHING],
            ['batch size', model?.batchSize ?? NOTHING],
            ['learning rate', model?.learningRate ?? NOTHING],
            ...params(model?.params),
            ['parameters', model?.parameterCount ? formatCount(model.parameterCount) : NOTHING],
            ['clusterer', clustering.algorithm],
            ...params(clustering.params),
            ['seed', seed],
          ]}
        />
      </Panel>
      <Panel title="Environment">
        {params(environment).length === 0 ? (
          <p>Known once a worker has planned the experiment.</p>
        ) : (
          <Facts facts={params(environment)} />
        )}
      </Panel>
    </div>
  );
}
