import { NumberInput, SegmentedControl } from '@mantine/core';
import { Panel } from '../../ui/Panel.tsx';
import { Choice } from './Choice.tsx';
import type { ExperimentForm, WrongAt } from './NewExperimentForm.tsx';
import classes from './NewExperimentPage.module.css';
import type { Algorithms } from './NewExperimentPage.tsx';
import { ProCon } from './ProCon.tsx';

interface ClusterFieldsProps {
  form: ExperimentForm;
  wrong: WrongAt;
  algorithms: Algorithms;
}

/** How the latents are clustered, and with how many clusters. */
export function ClusterFields({ form, wrong, algorithms }: ClusterFieldsProps) {
  const kMeans = algorithms.find(({ kind }) => kind === 'KMEANS');
  return (
    <Panel title="4 · Clusters">
      <div className={classes.clusterer}>
        <span className={classes.optionName}>{kMeans?.name ?? 'k-means'}</span>
        <ProCon pro={kMeans?.pro ?? ''} con={kMeans?.con ?? ''} />
      </div>
      <div className={classes.fields}>
        <Choice
          label="Number of clusters"
          hint="Scanned, the k with the best silhouette is taken; the others stay to be seen."
        >
          <SegmentedControl
            aria-label="Number of clusters"
            size="sm"
            data={[
              { value: 'SCAN', label: 'Best of a scan' },
              { value: 'FIXED', label: 'Fixed' },
            ]}
            {...form.getInputProps('clusterCount')}
          />
        </Choice>
        {form.values.clusterCount === 'FIXED' && (
          <NumberInput
            label="k"
            description="Clusters to make."
            {...form.getInputProps('nClusters')}
            error={wrong('clustering', 'params')}
          />
        )}
      </div>
      <div className={classes.fields}>
        <NumberInput
          label="Scan from"
          description="The lowest k that is tried."
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
    </Panel>
  );
}
