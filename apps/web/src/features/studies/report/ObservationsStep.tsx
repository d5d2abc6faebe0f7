'use client';

import { useQuery } from 'urql';
import type { StudyMedoidsQuery } from '../../../gql/graphql.ts';
import { graphql } from '../../../gql/index.ts';
import { ClusterName } from '../../../ui/ClusterName.tsx';
import { formatCount, formatScore, NOTHING, sampleId, words } from '../../../ui/format.ts';
import { PageLink } from '../../../ui/PageLink.tsx';
import { Panel } from '../../../ui/Panel.tsx';
import { ServedImage } from '../../../ui/ServedImage.tsx';
import { ErrorState, Loading } from '../../../ui/States.tsx';
import { AssociationPanel } from '../../clustering/AssociationPanel.tsx';
import { stabilityWord } from '../../clustering/stability.ts';
import { writtenAbout } from '../../observations/editor/writtenAbout.tsx';
import { excerpt } from '../../observations/excerpt.ts';
import { ObservationSection } from '../../observations/layout/ObservationSection.tsx';
import { usePagePaths } from '../../session/pagePaths.tsx';
import classes from './Report.module.css';
import type { StudyExperiment } from './shownExperiment.ts';

const MEDOIDS = graphql(`
  query StudyMedoids($id: ID!) {
    experiment(id: $id) {
      id
      clusters {
        id
        label
        size
        silhouette
        stability
        isNoise
        medoid {
          id
          index
          fileName
          thumbnailUrl(size: 128)
        }
        observation {
          id
          markdown
          fields {
            label
            confidence
            kind
            tags
          }
        }
      }
    }
  }
`);

interface ObservationsStepProps {
  studyId: string;
  experiment: StudyExperiment;
}

/** The clusters with what is known of each, and what to look at to say what they are. */
export function ObservationsStep({ studyId, experiment }: ObservationsStepProps) {
  const { id, status, dataset, datasetVersion } = experiment;
  const paths = usePagePaths();
  const [{ data, error }, refetch] = useQuery({
    query: MEDOIDS,
    variables: { id },
    requestPolicy: 'cache-and-network',
  });
  const clusters = data?.experiment?.clusters;
  if (error && !clusters)
    return <ErrorState message={error.message} onRetry={() => refetch({ requestPolicy: 'network-only' })} />;
  if (!clusters) return <Loading height={320} />;
  return (
    <div className={classes.blocks}>
      <Panel title="The clusters">
        <ul className={classes.clusters}>
          {clusters.map(
            ({ id: clusterId, label, size, silhouette, stability, isNoise, medoid, observation }) => (
              <li key={clusterId}>
                {medoid ? (
                  <PageLink
                    href={paths.sample(medoid.id, {
                      datasetId: dataset?.id,
                      version: datasetVersion?.number,
                    })}
                    title={medoid.fileName}
                  >
                    <ServedImage src={medoid.thumbnailUrl} alt={`Sample ${sampleId(medoid.index)}`} />
                  </PageLink>
                ) : (
                  <span className={classes.blank} />
                )}
                <div>
                  <p className={classes.clusterName}>
                    <PageLink href={paths.cluster(experiment, label)}>
                      <ClusterName label={label} />
                    </PageLink>
                  </p>
                  <p>
                    {formatCount(size)} {size === 1 ? 'sample' : 'samples'}
                    {!isNoise && (
                      <>
                        , silhouette <span className="number">{formatScore(silhouette)}</span>, stability{' '}
                        <span className="number">{stability == null ? NOTHING : formatScore(stability)}</span>
                        {stability != null && ` (${stabilityWord(stability)})`}
                      </>
                    )}
                  </p>
                  {observation && <Written observation={observation} />}
                  <p className={classes.faint}>{lookAt({ isNoise, size, silhouette, stability, medoid })}</p>
                </div>
              </li>
            ),
          )}
        </ul>
      </Panel>
      <ObservationSection
        subjectId={studyId}
        title="Observation of the study"
        about={writtenAbout({ dataset, version: datasetVersion })}
      />
      <AssociationPanel experimentId={id} status={status} />
    </div>
  );
}

type Written = NonNullable<NonNullable<StudyMedoidsQuery['experiment']>['clusters'][number]['observation']>;

/** What the team wrote of a cluster, in short. */
function Written({ observation: { markdown, fields } }: { observation: Written }) {
  const { label, kind, confidence, tags } = fields;
  const said = [
    kind && words(kind),
    confidence && `${words(confidence)} confidence`,
    ...tags.map((tag) => `“${tag}”`),
  ].filter(Boolean);
  const text = excerpt(markdown);
  if (!label && !text && said.length === 0) return null;
  return (
    <div className={classes.written}>
      {(label || said.length > 0) && (
        <p>
          {label && <strong>{label}</strong>}
          {label && said.length > 0 && ': '}
          {said.join(', ')}
        </p>
      )}
      {text && <p>{text}</p>}
    </div>
  );
}

interface Known {
  isNoise: boolean;
  size: number;
  silhouette?: number | null;
  stability?: number | null;
  medoid?: { index: number } | null;
}

const LOOSE = 0.25;
const UNSTABLE = 0.6;

/** What to look at first. 0.25: Kaufman & Rousseeuw (1990) see no structure below it; 0.6: Hennig (2007) warns below it. */
function lookAt({ isNoise, size, silhouette, stability, medoid }: Known): string {
  if (isNoise) return 'In no cluster: look whether these are rare kinds or bad images.';
  const middle = medoid
    ? `Begin with ${sampleId(medoid.index)}, which stands in its middle`
    : 'Begin with its middle';
  if (size === 1) return 'One sample by itself: look whether the image is sound.';
  if (stability != null && stability < UNSTABLE)
    return `${middle}; the cluster dissolves in resampled data, so look first whether it is one at all.`;
  if (silhouette != null && silhouette < LOOSE)
    return `${middle}; it borders closely on others, so hold its border cases beside theirs.`;
  return `${middle}, then hold it beside those at the border.`;
}
