import { Facts } from '../../ui/Facts.tsx';
import { Loading } from '../../ui/States.tsx';
import type { Estimate } from '../studies/startDocuments.ts';
import { stageName, stageWords, timeWords } from './estimateWords.ts';
import classes from './NewExperiment.module.css';

interface EstimatePanelProps {
  estimate: Estimate | null;
  /** Why there is none. */
  lacking: string | null;
  isUpdating: boolean;
}

/** How long it will take by past runs, and which stages are reused. */
export function EstimatePanel({ estimate, lacking, isUpdating }: EstimatePanelProps) {
  if (!estimate && lacking) return <p className={classes.note}>{lacking}</p>;
  if (!estimate) return <Loading height={150} label="The time is being estimated" />;
  return (
    <section className={classes.estimate} aria-label="Time and reuse" aria-busy={isUpdating}>
      <p className={classes.time} aria-live="polite">
        {timeWords(estimate)}
      </p>
      <Facts facts={estimate.stages.map((stage) => [stageName(stage), stageWords(stage)] as const)} />
    </section>
  );
}
