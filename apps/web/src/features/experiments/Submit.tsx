import { Button } from '@mantine/core';
import { Facts } from '../../ui/Facts.tsx';
import { ErrorState } from '../../ui/States.tsx';
import type { Problem } from './NewExperimentForm.tsx';
import classes from './NewExperimentPage.module.css';
import type { ReadyVersion } from './NewExperimentPage.tsx';
import { generalProblems, type NewExperimentValues } from './newExperiment.ts';
import { ALIGNMENT_WORDS, GEOMETRY_WORDS, NORMALIZATION_WORDS } from './PreparationFields.tsx';

interface SubmitProps {
  version: ReadyVersion;
  values: NewExperimentValues;
  problems: readonly Problem[];
  isSending: boolean;
}

const CLUSTERER_WORDS = { KMEANS: 'k-means', GMM: 'Gaussian mixture', HDBSCAN: 'HDBSCAN' } as const;
const MAP_WORDS = { PCA: 'PCA', TSNE: 't-SNE', UMAP: 'UMAP' } as const;

/** What will be run, in short, and the button that runs it. Stays in sight beside the form. */
export function Submit({ version, values, problems, isSending }: SubmitProps) {
  const general = generalProblems(problems);
  const { algorithm, clusterCount, fixedValue, scanFrom, scanTo } = values;
  return (
    <section className={classes.submit} aria-label="What will be run">
      <Facts
        facts={[
          ['samples', version.sampleCount],
          ['channels', values.channels.join(', ') || 'none'],
          ['normalisation', NORMALIZATION_WORDS[values.normalization].toLowerCase()],
          ['alignment', ALIGNMENT_WORDS[values.alignment].toLowerCase()],
          ['geometry', GEOMETRY_WORDS[values.geometry].toLowerCase()],
          ['size', `${values.size} px`],
          ['model', `${values.kind} ${values.latentSize}`],
          ['training', `${values.epochs} epochs`],
          ['clusterer', CLUSTERER_WORDS[algorithm]],
          [
            algorithm === 'HDBSCAN' ? 'smallest cluster' : 'k',
            clusterCount === 'FIXED' ? fixedValue : `best of ${scanFrom} to ${scanTo}`,
          ],
          ['maps', values.projections.map((kind) => MAP_WORDS[kind]).join(', ') || 'none'],
        ]}
      />
      {general.map(({ code, message }) => (
        <ErrorState key={`${code}${message}`} message={message} />
      ))}
      {problems.length > general.length && (
        <ErrorState message="Some choices cannot be run: see the fields marked in the form." />
      )}
      <Button type="submit" size="md" fullWidth loading={isSending}>
        Start the experiment
      </Button>
      <p className={classes.note}>Stages that were run before with the same choices are reused.</p>
    </section>
  );
}
