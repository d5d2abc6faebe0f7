'use client';

import { type ReactNode, useMemo } from 'react';
import { useSearchState } from '../../../api/useSearchState.ts';
import { experimentId } from '../../../ui/format.ts';
import { ChannelReportPanel } from '../../channelReport/ChannelReportPanel.tsx';
import { ChoiceNotes } from '../../clustering/ChoiceNotes.tsx';
import { ClusteringViews } from '../../clustering/ClusteringViews.tsx';
import { PointedSampleProvider } from '../../clustering/pointedSample.tsx';
import { Clusters } from '../../experiments/page/clusters/Clusters.tsx';
import { useAnchor } from '../../experiments/page/useAnchor.ts';
import { StudyObservations } from '../../observations/summary/StudyObservations.tsx';
import { HeatMapPanel } from '../heatMap/HeatMapPanel.tsx';
import { ScanLinesPanel } from '../scan/ScanLinesPanel.tsx';
import { SeedSpreadPanel } from '../seeds/SeedSpreadPanel.tsx';
import { runsById, type StudyDetail, type StudyRun } from '../studyDocument.ts';
import { askedStudyScore } from '../studyScores.ts';
import { ClusterersStep } from './ClusterersStep.tsx';
import { Contents } from './Contents.tsx';
import { FileStep } from './FileStep.tsx';
import { LatentsStep } from './LatentsStep.tsx';
import { ModelsStep } from './ModelsStep.tsx';
import { NormalisationStep, preparationsOf } from './NormalisationStep.tsx';
import { ObservationsStep } from './ObservationsStep.tsx';
import classes from './Report.module.css';
import { ReportStep } from './ReportStep.tsx';
import { askedRun, finishedRuns, RunChoice } from './RunChoice.tsx';
import type { StudyExperiment } from './shownExperiment.ts';
import { STEPS } from './steps.ts';
import { WithExperiment } from './WithExperiment.tsx';

interface StudyReportProps {
  study: StudyDetail;
  runs: readonly StudyRun[];
  /** Whether all of it is shown at once, as on paper. */
  isWhole: boolean;
}

/** A study as a report: the choices beside each other, then the nine steps from the file to the clusters. */
export function StudyReport({ study, runs: list, isWhole }: StudyReportProps) {
  const [search] = useSearchState();
  useAnchor(true);
  const runs = useMemo(() => runsById(list), [list]);
  const { board, datasetVersion } = study;
  const { rows } = board;
  const versionId = datasetVersion.id;
  const score = askedStudyScore(rows, search.get('score'));
  const finished = finishedRuns(rows, runs);
  const usual = list.find(({ id }) => id === study.best?.id) ?? finished[0]?.run ?? null;
  const chosen = askedRun(finished, search.get('shown')) ?? usual;
  const ofChosen = (height: number, show: (experiment: StudyExperiment) => ReactNode) => (
    <WithExperiment run={chosen} height={height}>
      {show}
    </WithExperiment>
  );
  const step = (number: number, say: ReactNode, height: number, children: ReactNode) => (
    <ReportStep number={number} title={STEPS[number - 1] ?? ''} say={say} isWhole={isWhole} height={height}>
      {children}
    </ReportStep>
  );
  const named = chosen ? experimentId(chosen.number) : 'the best experiment';
  return (
    <PointedSampleProvider>
      <div className={classes.blocks}>
        <HeatMapPanel rows={rows} runs={runs} score={score} />
        <SeedSpreadPanel rows={rows} runs={runs} score={score} />
      </div>
      <Contents />
      {step(
        1,
        <p>What is in each file, and the channels of one sample beside each other.</p>,
        420,
        <FileStep versionId={versionId} />,
      )}
      {step(
        2,
        <p>{preparationSentence(rows)}</p>,
        320,
        <NormalisationStep versionId={versionId} rows={rows} />,
      )}
      {step(3, <p>{channelSentence(rows)}</p>, 700, <ChannelReportPanel versionId={versionId} />)}
      {step(
        4,
        <p>How well each model gives the images back, and whose latents fall into groups.</p>,
        900,
        <ModelsStep board={board} runs={runs} />,
      )}
      {step(
        5,
        <div className={classes.choice}>
          <p>
            The latents of {named}
            {chosen && chosen.id === usual?.id ? ', the best of the study' : ''}; steps 8 and 9 show the same.
          </p>
          <RunChoice
            label="Experiment that is shown"
            param="shown"
            options={finished}
            chosen={chosen}
            usual={usual}
          />
        </div>,
        560,
        ofChosen(560, (experiment) => <LatentsStep experiment={experiment} />),
      )}
      {step(
        6,
        <p>How many clusters there are, by the silhouette in latent space.</p>,
        600,
        <ScanLinesPanel rows={rows} runs={runs} />,
      )}
      {step(
        7,
        <p>What speaks for each clusterer and what against it, and what it made of these latents.</p>,
        300,
        <ClusterersStep rows={rows} />,
      )}
      {step(
        8,
        <p>The samples of {named} by their ID numbers, with the middle and the border of each cluster.</p>,
        700,
        ofChosen(700, (experiment) => (
          <div className={classes.blocks}>
            <ChoiceNotes
              recommendation={experiment.recommendation}
              warnings={experiment.clusteringWarnings}
            />
            <Clusters experiment={experiment} isMember />
            <ClusteringViews experiment={experiment} />
          </div>
        )),
      )}
      {step(
        9,
        <p>
          What is known of each cluster of {named}, and what to look at before writing what it is. Each name
          leads to the cluster.
        </p>,
        420,
        <div className={classes.blocks}>
          <StudyObservations studyId={study.id} />
          {ofChosen(420, (experiment) => (
            <ObservationsStep studyId={study.id} experiment={experiment} />
          ))}
        </div>,
      )}
    </PointedSampleProvider>
  );
}

function channelSentence(rows: StudyDetail['board']['rows']): string {
  const used = [...new Set(rows.flatMap(({ preprocessing }) => preprocessing.channels))].sort(
    (a, b) => a - b,
  );
  return `How alike the channels are, how much each holds, and which to keep. This study looks at ${used.length === 1 ? 'channel' : 'channels'} ${used.join(', ')}.`;
}

function preparationSentence(rows: StudyDetail['board']['rows']): string {
  const names = preparationsOf(rows).map(({ name }) => name);
  return names.length === 1
    ? `The study looks at one preparation, ${names[0]}: this is what its models see of a sample.`
    : `What the models see of the same sample by each of ${names.length} preparations: ${names.join('; ')}.`;
}
