import { Panel } from '../../../ui/Panel.tsx';
import { Empty, ErrorState } from '../../../ui/States.tsx';
import { AssociationPanel } from '../../clustering/AssociationPanel.tsx';
import { ClusteringViews } from '../../clustering/ClusteringViews.tsx';
import { samplePath } from '../../datasets/paths.ts';
import { NewImagesPanel } from '../../encodings/NewImagesPanel.tsx';
import { KnownLabels } from '../../knownLabels/KnownLabels.tsx';
import { ModelFilesPanel } from '../../modelFiles/ModelFilesPanel.tsx';
import { ReconstructionPanel } from '../../reconstructions/ReconstructionPanel.tsx';
import { useWorkspacePath } from '../../session/session.tsx';
import { VerificationPanel } from '../../verification/VerificationPanel.tsx';
import { Evidence } from '../Evidence.tsx';
import type { ExperimentDetail } from '../experimentDocuments.ts';
import { ScanChart } from '../ScanChart.tsx';
import { Clusters } from './clusters/Clusters.tsx';
import classes from './ExperimentPage.module.css';
import { Conclusion } from './overview/Conclusion.tsx';
import { Figures } from './overview/Figures.tsx';
import { RunProgress } from './overview/RunProgress.tsx';
import { Configuration } from './run/Configuration.tsx';
import { RawFiles } from './run/RawFiles.tsx';
import { Stages } from './run/Stages.tsx';
import type { PageSectionName } from './sections.ts';
import { TrainingSection } from './training/TrainingSection.tsx';

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
