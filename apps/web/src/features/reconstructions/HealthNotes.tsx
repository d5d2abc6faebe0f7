import { IconAlertTriangle } from '@tabler/icons-react';
import { activitySentence, skipSentence } from './health.ts';
import classes from './Reconstructions.module.css';
import type { ReconstructedParts } from './reconstructionDocuments.ts';

interface HealthNotesProps {
  metrics: ReconstructedParts['metrics'] | null;
  latentSize: number;
}

/** Whether the latents say something: a collapse as a warning, the rest in a sentence each. */
export function HealthNotes({ metrics, latentSize }: HealthNotesProps) {
  if (!metrics) return null;
  const sentences = [activitySentence(metrics, latentSize), skipSentence(metrics)].filter(
    (sentence) => sentence !== null,
  );
  return (
    <>
      {metrics.collapse && (
        <p className={classes.warning} role="note">
          <IconAlertTriangle size={16} aria-hidden />
          {metrics.collapse}
        </p>
      )}
      {sentences.length > 0 && <p className={classes.health}>{sentences.join(' ')}</p>}
    </>
  );
}
