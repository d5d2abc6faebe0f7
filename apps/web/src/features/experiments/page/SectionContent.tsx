import dynamic from 'next/dynamic';
import { Panel } from '../../../ui/Panel.tsx';
import { Empty, ErrorState, Loading } from '../../../ui/States.tsx';
import { samplePath } from '../../datasets/paths.ts';
import { writtenAbout } from '../../observations/editor/writtenAbout.tsx';
import { ObservationSection } from '../../observations/layout/ObservationSection.tsx';
import { useWorkspacePath } from '../../session/session.tsx';
import type { ExperimentDetail } from '../experimentDocuments.ts';
import classes from './ExperimentPage.module.css';
import { Conclusion } from './overview/Conclusion.tsx';
import { Figures } from './overview/Figures.tsx';
import { RunProgress } from './overview/RunProgress.tsx';
import type { PageSectionName } from './sections.ts';

// Sections below the first: charts alone are 100 kB.
const AssociationPanel = dynamic(
  () => import('../../clustering/AssociationPanel.tsx').then((module) => module.AssociationPanel),
  {
    ssr: false,
    loading: () => <Loading height={240} />,
  },
);
const Clusters = dynamic(() => import('./clusters/Clusters.tsx').then((module) => module.Clusters), {
  ssr: false,
  loading: () => <Loading height={640} />,
});
const RawFiles = dynamic(() => import('./run/RawFiles.tsx').then((module) => module.RawFiles), {
  ssr: false,
  loading: () => <Loading height={420} />,
});
const Stages = dynamic(() => import('./run/Stages.tsx').then((module) => module.Stages), {
  ssr: false,
  loading: () => <Loading height={320} />,
});
const ClusteringViews = dynamic(
  () => import('../../clustering/ClusteringViews.tsx').then((module) => module.ClusteringViews),
  {
    ssr: false,
    loading: () => <Loading height={640} />,
  },
);
const NewImagesPanel = dynamic(
  () => import('../../encodings/NewImagesPanel.tsx').then((module) => module.NewImagesPanel),
  {
    ssr: false,
    loading: () => <Loading height={240} />,
  },
);
const KnownLabels = dynamic(
  () => import('../../knownLabels/KnownLabels.tsx').then((module) => module.KnownLabels),
  {
    ssr: false,
    loading: () => <Loading height={160} />,
  },
);
const ModelFilesPanel = dynamic(
  () => import('../../modelFiles/ModelFilesPanel.tsx').then((module) => module.ModelFilesPanel),
  {
    ssr: false,
    loading: () => <Loading height={240} />,
  },
);
const ReconstructionPanel = dynamic(
  () => import('../../reconstructions/ReconstructionPanel.tsx').then((module) => module.ReconstructionPanel),
  {
    ssr: false,
    loading: () => <Loading height={420} />,
  },
);
const VerificationPanel = dynamic(
  () => import('../../verification/VerificationPanel.tsx').then((module) => module.VerificationPanel),
  {
    ssr: false,
    loading: () => <Loading height={160} />,
  },
);
const Evidence = dynamic(() => import('../Evidence.tsx').then((module) => module.Evidence), {
  ssr: false,
  loading: () => <Loading height={640} />,
});
const ScanChart = dynamic(() => import('../ScanChart.tsx').then((module) => module.ScanChart), {
  ssr: false,
  loading: () => <Loading height={320} />,
});
const Configuration = dynamic(
  () => import('./run/Configuration.tsx').then((module) => module.Configuration),
  {
    ssr: false,
    loading: () => <Loading height={320} />,
  },
);
const TrainingSection = dynamic(
  () => import('./training/TrainingSection.tsx').then((module) => module.TrainingSection),
  {
    ssr: false,
    loading: () => <Loading height={420} />,
  },
);

interface SectionProps {
  experiment: ExperimentDetail;
  /** Asks for the experiment anew. */
  onChange: () => void;
}

/** What a section of an experiment's page shows. */
export function SectionContent({ id, ...props }: SectionProps & { id: PageSectionName['id'] }) {
  const { experiment } = props;
  switch (id) {
    case 'overview':
      return <Overview experiment={experiment} />;
    case 'training':
      return <TrainingSection experiment={experiment} />;
    case 'reconstructions':
      return <Reconstructions experiment={experiment} />;
    case 'map':
      return <Evidence experiment={experiment} />;
    case 'clusters':
      return experiment.clusters.length > 0 ? (
        <Clusters experiment={experiment} isMember />
      ) : (
        <Panel title="Clusters">
          <Empty title="Nothing is clustered yet" />
        </Panel>
      );
    case 'observation':
      return <Observation experiment={experiment} />;
    case 'scores':
      return <Scores experiment={experiment} />;
    case 'new-images':
      return <NewImagesPanel {...props} />;
    case 'run':
      return <Run {...props} />;
  }
}

function Overview({ experiment }: Pick<SectionProps, 'experiment'>) {
  const { failure } = experiment;
  return (
    <>
      <RunProgress experiment={experiment} />
      {failure && (
        <ErrorState
          message={`${failure.message} (${failure.code}, while it was to ${failure.stage.toLowerCase()})`}
        />
      )}
      <Conclusion experiment={experiment} />
      <Figures experiment={experiment} />
    </>
  );
}

/** Nothing of latents that were brought from elsewhere: they have no model. */
function Reconstructions({ experiment }: Pick<SectionProps, 'experiment'>) {
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

function Observation({ experiment: { id, dataset, datasetVersion } }: Pick<SectionProps, 'experiment'>) {
  return (
    <ObservationSection
      subjectId={id}
      title="Observation"
      about={writtenAbout({ dataset, version: datasetVersion })}
    />
  );
}

function Scores({ experiment }: Pick<SectionProps, 'experiment'>) {
  return (
    <>
      <ScanChart experiment={experiment} />
      <AssociationPanel experimentId={experiment.id} status={experiment.status} />
      <ClusteringViews experiment={experiment} />
      <KnownLabels
        experimentId={experiment.id}
        versionId={experiment.datasetVersion?.id}
        status={experiment.status}
      />
    </>
  );
}

function Run({ experiment, onChange }: SectionProps) {
  return (
    <>
      <Stages experiment={experiment} />
      <Configuration experiment={experiment} />
      <div className={classes.files}>
        <RawFiles experiment={experiment} />
        <ModelFilesPanel
          experiment={experiment}
          isTrained={experiment.stages.some(({ kind, status }) => kind === 'TRAIN' && status === 'SUCCEEDED')}
        />
      </div>
      <VerificationPanel experiment={experiment} onChange={onChange} />
    </>
  );
}
