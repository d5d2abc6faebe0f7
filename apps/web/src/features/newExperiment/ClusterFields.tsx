import { CLUSTERING_ALGORITHMS, type ClusteringAlgorithm, MAIN_PARAMETER } from '@asterism/ml/params';
import { NumberInput, SegmentedControl, TextInput } from '@mantine/core';
import { Panel } from '../../ui/Panel.tsx';
import { Choice } from './Choice.tsx';
import { Hint, type PartProps } from './fieldTexts.tsx';
import { counted } from './inputs.ts';
import classes from './NewExperiment.module.css';
import type { Algorithms } from './newExperimentDocuments.ts';
import { Options, toggled } from './Options.tsx';
import { ParamFields } from './ParamFields.tsx';
import { type ClustererValues, clustererOf } from './values.ts';

interface ClusterFieldsProps extends PartProps {
  algorithms: Algorithms;
  sampleCount: number;
}

/** How the latents are clustered, and with how many clusters; of a study, in several ways. */
export function ClusterFields({ algorithms, sampleCount, ...part }: ClusterFieldsProps) {
  const { form, wrong, was } = part;
  const { isStudy, clusterers } = form.values;
  const shown = counted(form.values, clusterers);
  const offered = algorithms.filter(({ group }) => group === 'CLUSTERING');
  const choose = (algorithm: ClusteringAlgorithm) => {
    const names = clusterers.map((clusterer) => clusterer.algorithm);
    const next = isStudy ? toggled(names, algorithm, CLUSTERING_ALGORITHMS) : [algorithm];
    form.setFieldValue(
      'clusterers',
      next.map((one) => clusterers.find((c) => c.algorithm === one) ?? clustererOf(one, sampleCount)),
    );
  };
  return (
    <Panel title="4 · Clusters">
      <Options
        label={isStudy ? 'Clusterers' : 'Clusterer'}
        options={offered}
        chosen={shown.map(({ algorithm }) => algorithm)}
        several={isStudy}
        was={was('clusterers')}
        onChoose={(algorithm) => choose(algorithm as ClusteringAlgorithm)}
      />
      {shown.map((clusterer, index) => {
        const info = offered.find(({ kind }) => kind === clusterer.algorithm);
        return (
          <fieldset key={clusterer.algorithm} className={classes.settings}>
            <legend data-shown={shown.length > 1}>{info?.name ?? clusterer.algorithm}</legend>
            <ClustererSettings {...part} clusterer={clusterer} index={index} parameters={info?.parameters} />
          </fieldset>
        );
      })}
      <div className={`${classes.fields} ${classes.settings}`}>
        {isStudy ? (
          <TextInput
            label="Seeds"
            description={
              <Hint text="Several between commas show how far chance moves the scores." was={was('seeds')} />
            }
            {...form.getInputProps('seeds')}
            error={wrong('seeds')}
          />
        ) : (
          <NumberInput
            label="Seed"
            description={<Hint text="The same seed gives the same result." was={was('seeds')} />}
            {...form.getInputProps('seeds')}
            error={wrong('seeds')}
          />
        )}
      </div>
    </Panel>
  );
}

const COUNTED = {
  label: 'Number of clusters',
  hint: 'Scanned, the k with the best silhouette is taken; the others stay to be seen.',
  name: 'k',
  fixed: 'Clusters to make.',
  several: 'Clusters to make; several between commas are an experiment each.',
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
    several: 'Fewer are no cluster; several between commas are an experiment each.',
    from: 'The smallest size that is tried.',
  },
};

interface ClustererSettingsProps extends PartProps {
  clusterer: ClustererValues;
  index: number;
  parameters: unknown;
}

function ClustererSettings({ form, wrong, was, clusterer, index, parameters }: ClustererSettingsProps) {
  const { algorithm, clusterCount } = clusterer;
  const words = WORDS[algorithm];
  const main = MAIN_PARAMETER[algorithm];
  const field = (name: keyof ClustererValues) => form.getInputProps(`clusterers.${index}.${name}`);
  const Fixed = form.values.isStudy ? TextInput : NumberInput;
  return (
    <>
      <div className={classes.fields}>
        <Choice label={words.label} hint={words.hint} was={was(`${algorithm}.clusterCount`)}>
          <SegmentedControl
            aria-label={words.label}
            size="sm"
            data={[
              { value: 'SCAN', label: 'Best of a scan' },
              { value: 'FIXED', label: 'Fixed' },
            ]}
            {...field('clusterCount')}
          />
        </Choice>
        {clusterCount === 'FIXED' && (
          <Fixed
            label={words.name}
            description={form.values.isStudy ? words.several : words.fixed}
            {...field('fixedValues')}
            error={wrong('clusterings', index, 'params', main)}
          />
        )}
      </div>
      <div className={classes.fields}>
        <NumberInput
          label="Scan from"
          description={<Hint text={words.from} was={was(`${algorithm}.scanFrom`)} />}
          {...field('scanFrom')}
          error={wrong('clusterings', index, 'scanFrom')}
        />
        <NumberInput
          label="Scan to"
          description={<Hint text="The highest." was={was(`${algorithm}.scanTo`)} />}
          {...field('scanTo')}
          error={wrong('clusterings', index, 'scanTo')}
        />
      </div>
      <ParamFields
        owner={algorithm}
        parameters={parameters}
        leftOut={[main]}
        values={clusterer.params}
        wrong={(name) => wrong('clusterings', index, 'params', name)}
        was={was}
        onChange={(params) => form.setFieldValue(`clusterers.${index}.params`, params)}
      />
    </>
  );
}
