import { CopyTable } from '../../../../ui/CopyTable.tsx';
import { experimentId, formatDuration, words } from '../../../../ui/format.ts';
import { PageLink } from '../../../../ui/PageLink.tsx';
import { Panel } from '../../../../ui/Panel.tsx';
import { Empty } from '../../../../ui/States.tsx';
import { StatusBadge } from '../../../../ui/StatusBadge.tsx';
import { usePagePaths } from '../../../session/pagePaths.tsx';
import type { ExperimentDetail } from '../../experimentDocuments.ts';
import { reuseText } from '../overview/conclusion.ts';
import classes from './Stages.module.css';
import { stageName } from './stageNames.ts';

/** The chain, step by step: what ran, what was reused and from whom, and how long each took. */
export function Stages({ experiment: { stages } }: { experiment: ExperimentDetail }) {
  const paths = usePagePaths();
  return (
    <Panel
      title="Stages"
      say={reuseText(stages)}
      action={stages.length > 0 && <CopyTable label="the stages" table={stageTable(stages)} />}
    >
      {stages.length === 0 ? (
        <Empty title="No worker has planned the stages yet" />
      ) : (
        <ol className={classes.stages}>
          {stages.map((stage) => (
            <li key={stage.key} className={classes.stage} title={`Stage key ${stage.key}`}>
              <span>{stageName(stage)}</span>
              <span className={classes.state}>
                {stage.reused ? (
                  <span className={classes.reused}>reused</span>
                ) : (
                  <StatusBadge status={stage.status} />
                )}
                {stage.reusedFrom && (
                  <span className={classes.from}>
                    from{' '}
                    <PageLink href={paths.experiment(stage.reusedFrom)} className="number">
                      {experimentId(stage.reusedFrom.number)}
                    </PageLink>
                  </span>
                )}
              </span>
              <span className={classes.seconds}>
                {stage.seconds != null && formatDuration(stage.seconds)}
              </span>
            </li>
          ))}
        </ol>
      )}
    </Panel>
  );
}

const stageTable = (stages: ExperimentDetail['stages']) => [
  ['Stage', 'State', 'Reused from', 'Seconds', 'Key'],
  ...stages.map((stage) => [
    stageName(stage),
    stage.reused ? 'reused' : words(stage.status),
    stage.reusedFrom ? experimentId(stage.reusedFrom.number) : null,
    stage.seconds ?? null,
    stage.key,
  ]),
];
