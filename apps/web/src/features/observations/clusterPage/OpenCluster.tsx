'use client';

import Link from 'next/link';
import { formatCount, formatScore, experimentId as nameOfExperiment } from '../../../ui/format.ts';
import { PageHeader } from '../../../ui/PageHeader.tsx';
import { PageLink } from '../../../ui/PageLink.tsx';
import { Panel } from '../../../ui/Panel.tsx';
import { clusterColor } from '../../../ui/palette.ts';
import { ErrorState } from '../../../ui/States.tsx';
import { ClusterKinds } from '../../experiments/page/clusters/ClusterKinds.tsx';
import { useMeanImages } from '../../experiments/page/clusters/useMeanImages.ts';
import { Trail } from '../../frame/Trail.tsx';
import { usePagePaths } from '../../session/pagePaths.tsx';
import { useWorkspacePath } from '../../session/session.tsx';
import { OBSERVATION_ANCHOR } from '../anchor.ts';
import { writtenAbout } from '../editor/writtenAbout.tsx';
import { ObservationSection } from '../layout/ObservationSection.tsx';
import { ReviewPanel } from '../review/ReviewPanel.tsx';
import { ToldApartMark } from '../review/ToldApartMark.tsx';
import { WordsGate } from '../review/WordsGate.tsx';
import classes from './ClusterPage.module.css';
import type { ClusterPageExperiment } from './clusterPageDocument.ts';

type Cluster = ClusterPageExperiment['clusters'][number];

interface OpenClusterProps {
  experiment: ClusterPageExperiment;
  cluster: Cluster;
}

const nameOf = ({ label, isNoise }: Cluster): string => (isNoise ? 'Noise' : `Cluster ${label}`);

/** One cluster: what stands for it, and what is written of it. */
export function OpenCluster({ experiment, cluster }: OpenClusterProps) {
  const { number, dataset, datasetVersion, preprocessing, preprocessed, labels } = experiment;
  const { id, label, size, silhouette, stability, isNoise, medoid } = cluster;
  const to = useWorkspacePath();
  const paths = usePagePaths();
  const { means, error } = useMeanImages(preprocessed?.images, labels?.url);
  const of = { datasetId: dataset?.id, version: datasetVersion?.number };
  const name = nameOfExperiment(number);
  return (
    <>
      <Trail
        steps={[
          { name: 'Experiments', path: '/experiments' },
          { name, path: `/experiments/${name}` },
          { name: nameOf(cluster) },
        ]}
      />
      <PageHeader
        title={
          <>
            <span className={classes.mark} style={{ background: clusterColor(label) }} aria-hidden />
            {nameOf(cluster)} of{' '}
            <Link href={to(`/experiments/${name}?cluster=${label}#clusters`)} className="number">
              {name}
            </Link>
          </>
        }
        detail={
          <>
            <span>
              {formatCount(size)} {size === 1 ? 'sample' : 'samples'}
            </span>
            {!isNoise && (
              <span>
                silhouette <span className="number">{formatScore(silhouette)}</span>
              </span>
            )}
            {stability != null && (
              <span>
                stability <span className="number">{formatScore(stability)}</span>
              </span>
            )}
            <ToldApartMark clusterId={id} />
          </>
        }
        actions={<Others experiment={experiment} label={label} />}
      />
      <div className={classes.parts}>
        <Panel title="What it looks like">
          {error && <ErrorState message={error} />}
          <ClusterKinds
            cluster={cluster}
            means={means}
            channels={preprocessing?.channels ?? []}
            path={(sampleId) => paths.sample(sampleId, of)}
          />
        </Panel>
        <div id={OBSERVATION_ANCHOR} className={classes.observation}>
          <WordsGate key={id} clusterId={id}>
            <ObservationSection
              subjectId={id}
              isOfCluster
              title="Observation"
              about={writtenAbout({
                dataset,
                version: datasetVersion,
                offered: medoid ? [medoid.index] : [],
              })}
            />
          </WordsGate>
        </div>
        <ReviewPanel key={`review ${id}`} clusterId={id} />
      </div>
    </>
  );
}

/** The ways to the other clusters. */
function Others({
  experiment: { number, clusters },
  label,
}: {
  experiment: ClusterPageExperiment;
  label: number;
}) {
  const paths = usePagePaths();
  return (
    <nav aria-label="Clusters" className={classes.others}>
      {clusters.map((cluster) => (
        <PageLink
          key={cluster.id}
          href={paths.cluster({ number }, cluster.label)}
          aria-label={nameOf(cluster)}
          aria-current={cluster.label === label ? 'page' : undefined}
          title={nameOf(cluster)}
        >
          <span className={classes.dot} style={{ background: clusterColor(cluster.label) }} aria-hidden />
          <span className="number">{cluster.isNoise ? '–' : cluster.label}</span>
        </PageLink>
      ))}
    </nav>
  );
}
