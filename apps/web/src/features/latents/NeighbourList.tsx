import { ClusterName } from '../../ui/ClusterName.tsx';
import { formatNumber, sampleId } from '../../ui/format.ts';
import { PageLink } from '../../ui/PageLink.tsx';
import { ServedImage } from '../../ui/ServedImage.tsx';
import { Empty } from '../../ui/States.tsx';
import classes from './Latents.module.css';
import { ordinal } from './ordinal.ts';
import type { ShownSample } from './useNeighbours.ts';

interface NeighbourListProps {
  /** The nearest first. */
  neighbours: readonly {
    sample: ShownSample;
    distance: number;
    label: number | undefined;
    /** Where it comes among those nearest on the map; null without one. */
    rank: number | null;
  }[];
  path: (sampleId: string) => string | null;
}

/** Samples near another one in latent space: how far, in which cluster, and how near they are on the map. */
export function NeighbourList({ neighbours, path }: NeighbourListProps) {
  if (neighbours.length === 0) return <Empty title="There are no latents to look among" />;
  return (
    <ol className={classes.neighbours} aria-label="Nearest in latent space">
      {neighbours.map(({ sample, distance, label, rank }) => (
        <li key={sample.id}>
          <PageLink href={path(sample.id)} className={classes.neighbour} title={sample.fileName}>
            <ServedImage src={sample.thumbnailUrl} alt={`Sample ${sampleId(sample.index)}`} loading="lazy" />
            <span className="number">{sampleId(sample.index)}</span>
          </PageLink>
          <span className={classes.distance} title={`Euclidean distance ${distance}`}>
            at <span className="number">{formatNumber(distance)}</span>
          </span>
          {label !== undefined && <ClusterName label={label} />}
          {rank !== null && (
            <span className={classes.rank} data-torn={rank > neighbours.length}>
              map: {ordinal(rank)}
            </span>
          )}
        </li>
      ))}
    </ol>
  );
}
