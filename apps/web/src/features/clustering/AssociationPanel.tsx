'use client';

import { IconAlertTriangle } from '@tabler/icons-react';
import { CopyTable } from '../../ui/CopyTable.tsx';
import { formatCount, formatNumber, formatScore } from '../../ui/format.ts';
import { Panel } from '../../ui/Panel.tsx';
import { Empty, ErrorState, Loading } from '../../ui/States.tsx';
import classes from './AssociationPanel.module.css';
import { useAssociations } from './useAssociations.ts';

interface AssociationPanelProps {
  experimentId: string;
  /** Of the experiment: what its clusters follow is known at the end of the run. */
  status: string;
}

/** What the clusters follow, and a warning where that is how the pictures were taken. */
export function AssociationPanel({ experimentId, status }: AssociationPanelProps) {
  const isComing = status === 'QUEUED' || status === 'RUNNING';
  const { associations, extent, error, retry } = useAssociations(experimentId, status);
  return (
    <Panel
      title="What made the clusters"
      say={`Simple facts about the samples, by how much of them the clusters explain. p-values are corrected for how many facts were tried.${extentText(extent)}`}
      action={
        associations &&
        associations.length > 0 && (
          <CopyTable
            label="what made the clusters"
            table={[
              ['Fact', 'Statistic', 'Value', 'Strength', 'p', 'Warning'],
              ...associations.map(({ fact, statistic, value, strength, pValue, isWarning }) => [
                fact,
                statistic,
                value,
                strength,
                pValue,
                isWarning ? 'yes' : null,
              ]),
            ]}
          />
        )
      }
    >
      {error && !associations && <ErrorState message={error} onRetry={retry} />}
      {!error && !associations && (
        <Loading height={160} {...(isComing ? { label: 'Known when the run is done' } : {})} />
      )}
      {associations?.length === 0 && <Empty title="No fact to hold the clusters against" />}
      {associations && associations.length > 0 && (
        <ul className={classes.list}>
          {associations.map(({ fact, statistic, value, pValue, strength, isWarning, sentence }) => (
            <li key={fact} className={classes.item}>
              <p className={classes.sentence}>
                {isWarning && (
                  <span className={classes.warning}>
                    <IconAlertTriangle size={16} aria-hidden /> Warning
                  </span>
                )}
                {sentence}
              </p>
              <p className={classes.numbers}>
                {fact}: {statistic} <span className="number">{formatScore(value)}</span>, strength{' '}
                <span className="number">{formatScore(strength)}</span>, p{' '}
                <span className="number">{formatNumber(pValue)}</span>
              </p>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

interface Extent {
  totalCount: number;
  sampleCount: number;
  noiseCount: number;
  seed: number | null;
}

/** What was left out, if anything was. */
function extentText(extent: Extent | null | undefined): string {
  if (!extent) return '';
  const { totalCount, sampleCount, noiseCount, seed } = extent;
  const some =
    seed === null
      ? ''
      : ` Looked at ${formatCount(sampleCount)} of ${formatCount(totalCount)} samples (seed ${seed}).`;
  const noise = noiseCount === 0 ? '' : ` ${formatCount(noiseCount)} of them are noise and left out.`;
  return some + noise;
}
