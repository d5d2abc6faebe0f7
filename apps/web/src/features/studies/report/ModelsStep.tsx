'use client';

import { useSearchState } from '../../../api/useSearchState.ts';
import { samplePath } from '../../datasets/paths.ts';
import { ReconstructionPanel } from '../../reconstructions/ReconstructionPanel.tsx';
import { useWorkspacePath } from '../../session/session.tsx';
import { BoardPanel } from '../board/BoardPanel.tsx';
import type { BoardRow } from '../board/boardDocument.ts';
import type { StudyDetail, StudyRun } from '../studyDocument.ts';
import classes from './Report.module.css';
import { askedRun, finishedRuns, RunChoice } from './RunChoice.tsx';
import type { StudyExperiment } from './shownExperiment.ts';
import { WithExperiment } from './WithExperiment.tsx';

interface ModelsStepProps {
  board: StudyDetail['board'];
  runs: ReadonlyMap<string, StudyRun>;
}

/** Who reconstructs and whose latents cluster, then the reconstructions of one of the models. */
export function ModelsStep({ board, runs }: ModelsStepProps) {
  const [search] = useSearchState();
  const trained = trainedRuns(board.rows, runs);
  const usual = trained.find(({ row }) => row.isBestReconstruction)?.run ?? trained[0]?.run ?? null;
  const chosen = askedRun(trained, search.get('model')) ?? usual;
  return (
    <div className={classes.blocks}>
      <BoardPanel board={board} />
      <div className={classes.choice}>
        <p>The reconstructions of the model that reconstructs best, or of another:</p>
        <RunChoice label="Reconstructions of" param="model" options={trained} chosen={chosen} usual={usual} />
      </div>
      <WithExperiment run={chosen} height={520}>
        {(experiment) => <Reconstructed experiment={experiment} />}
      </WithExperiment>
    </div>
  );
}

function Reconstructed({ experiment }: { experiment: StudyExperiment }) {
  const to = useWorkspacePath();
  const { model, preprocessing, stages, dataset, datasetVersion } = experiment;
  if (!model || !preprocessing) return null;
  return (
    <ReconstructionPanel
      experiment={experiment}
      model={model}
      preprocessing={preprocessing}
      isEncoded={stages.some(({ kind, status }) => kind === 'ENCODE' && status === 'SUCCEEDED')}
      samplePath={(id) => to(samplePath(dataset?.id ?? '', id, datasetVersion?.number ?? 1))}
    />
  );
}

/** One run of each trained model: clusterers over it share its reconstructions. */
function trainedRuns(rows: readonly BoardRow[], runs: ReadonlyMap<string, StudyRun>) {
  const first = new Map(
    finishedRuns(rows, runs)
      .toReversed()
      .map(({ run, row }) => [row.trainingName, { run, row, name: row.trainingName }]),
  );
  return [...first.values()].toReversed();
}
