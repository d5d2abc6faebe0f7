import { type ClusteringAlgorithm, MAIN_PARAMETER } from '@asterism/ml/params';
import { NumberInput, SegmentedControl } from '@mantine/core';
import { Panel } from '../../ui/Panel.tsx';
import { Choice } from './Choice.tsx';
import type { ExperimentForm, WrongAt } from './NewExperimentForm.tsx';
import classes from './NewExperimentPage.module.css';
import type { Algorithms } from './NewExperimentPage.tsx';
import { clusterValues } from './newExperiment.ts';
import { ParamFields } from './ParamFields.tsx';
import { ProCon } from './ProCon.tsx';

interface ClusterFieldsProps {
  form: ExperimentForm;
  wrong: WrongAt;
  algorithms: Algorithms;
  sampleCount: number;
}

const COUNTED = {
  label: 'Number of clusters',
  hint: 'Scanned, the k with the best silhouette is taken; the others stay to be seen.',
  name: 'k',
  fixed: 'Clusters to make.',
  from: 'The lowest k that is tried.',
};
const WORDS: Record<ClusteringAlgorithm, typeof COUNTED> = {
  KMEANS: COUNTED,
  GMM: { ...COUNTED, fixed: 'Components of the mixture.' },
  HDBSCAN: {
    label: 'Smallest cluster',
    hint: 'Scanned, the size with the best DBCV is taken: the number of clusters follows from the density.',
    name: 'Samples',
    fixed: 'Fewer are no cluster.',
    from: 'The smallest size that is tried.',
  },
};

/** How the latents are clustered, and with how many clusters. */
export function ClusterFields({ form, wrong, algorithms, sampleCount }: ClusterFieldsProps) {
  const { algorithm, clusterCount, clusterParams } = form.values;
  const clusterers = algorithms.filter(({ group }) => group === 'CLUSTERING');
  const words = WORDS[algorithm];
  const main = MAIN_PARAMETER[algorithm];
  return (
    <Panel title="4 · Clusters">
      <div className={classes.options} role="radiogroup" aria-label="Clusterer">
        {clusterers.map(({ kind, name, pro, con }) => (
          <label key={kind} className={classes.option} data-chosen={algorithm === kind}>
            <input
              type="radio"
              name="algorithm"
              value={kind}
              checked={algorithm === kind}
              onChange={() => form.setValues(clusterValues(kind as ClusteringAlgorithm, sampleCount))}
            />
            <span className={classes.optionName}>{name}</span>
            <ProCon pro={pro} con={con} />
          </label>
        ))}
      </div>
      <div className={classes.fields}>
        <Choice label={words.label} hint={words.hint}>
          <SegmentedControl
            aria-label={words.label}
            size="sm"
            data={[
              { value: 'SCAN', label: 'Best of a scan' },
              { value: 'FIXED', label: 'Fixed' },
            ]}
            {...form.getInputProps('clusterCount')}
          />
        </Choice>
        {clusterCount === 'FIXED' && (
          <NumberInput
            label={words.name}
            description={words.fixed}
            {...form.getInputProps('fixedValue')}
            error={wrong('clustering', 'params', main)}
          />
        )}
      </div>
      <div className={classes.fields}>
        <NumberInput
          label="Scan from"
          description={words.from}
          {...form.getInputProps('scanFrom')}
          error={wrong('clustering', 'scanFrom')}
        />
        <NumberInput
          label="Scan to"
          description="The highest."
          {...form.getInputProps('scanTo')}
          error={wrong('clustering', 'scanTo')}
        />
        <NumberInput
          label="Seed"
          description="The same seed gives the same result."
          {...form.getInputProps('seed')}
          error={wrong('seed')}
        />
      </div>
      <ParamFields
        key={algorithm}
        place="clustering"
        parameters={clusterers.find(({ kind }) => kind === algorithm)?.parameters}
        leftOut={[main]}
        values={clusterParams}
        wrong={wrong}
        onChange={(params) => form.setFieldValue('clusterParams', params)}
      />
    </Panel>
  );
}
