import { ClusterName } from '../../ui/ClusterName.tsx';
import { formatCount, sampleId } from '../../ui/format.ts';
import { PageLink } from '../../ui/PageLink.tsx';
import { clusterColor } from '../../ui/palette.ts';
import { ServedImage } from '../../ui/ServedImage.tsx';
import { clusterName } from '../clustering/samples.ts';
import classes from './AlignedGallery.module.css';
import type { AlignedClusters } from './alignedClusters.ts';
import type { GalleryFlow } from './compareDocuments.ts';

interface AlignedGalleryProps {
  clusters: AlignedClusters<GalleryFlow>;
  names: readonly [string, string];
  path: (sampleId: string) => string | null;
}

/** A cluster of the first and its counterpart in the second: the same samples at the same places, then those that only one has. */
export function AlignedGallery({
  clusters: { from, to, staying, leaving, coming },
  names,
  path,
}: AlignedGalleryProps) {
  return (
    <div className={classes.pair}>
      <Side
        name={names[0]}
        label={from}
        staying={staying}
        moving={leaving.map((flow) => ({ flow, other: flow.to }))}
        word="to"
        path={path}
      />
      <Side
        name={names[1]}
        label={to}
        staying={staying}
        moving={coming.map((flow) => ({ flow, other: flow.from }))}
        word="from"
        path={path}
      />
    </div>
  );
}

interface SideProps {
  name: string;
  label: number | null;
  staying: GalleryFlow | null;
  /** With the cluster that they are in on the other side. */
  moving: readonly { flow: GalleryFlow; other: number }[];
  word: 'to' | 'from';
  path: AlignedGalleryProps['path'];
}

function Side({ name, label, staying, moving, word, path }: SideProps) {
  if (label === null) return <p className={classes.none}>No counterpart in {name}.</p>;
  const moved = moving.reduce((sum, { flow }) => sum + flow.count, 0);
  return (
    <section aria-label={`${clusterName(label)} of ${name}`}>
      <h3 className={classes.head}>
        <span className={`number ${classes.faint}`}>{name}</span>
        <ClusterName label={label} />
        <span className={classes.faint}>
          {formatCount(staying?.count ?? 0)} in both
          {moved > 0 && `, ${formatCount(moved)} ${word === 'to' ? 'elsewhere' : 'from elsewhere'}`}
        </span>
      </h3>
      <ul className={classes.samples}>
        {staying?.samples.map((sample) => (
          <Picture key={sample.id} sample={sample} path={path} />
        ))}
        {moving.flatMap(({ flow, other }) =>
          flow.samples.map((sample) => (
            <Picture key={sample.id} sample={sample} path={path} moved={{ other, word }} />
          )),
        )}
      </ul>
    </section>
  );
}

interface PictureProps {
  sample: GalleryFlow['samples'][number];
  path: AlignedGalleryProps['path'];
  moved?: { other: number; word: 'to' | 'from' };
}

function Picture({ sample: { id, index, fileName, thumbnailUrl }, path, moved }: PictureProps) {
  const where = moved ? `${moved.word} ${clusterName(moved.other)}` : null;
  return (
    <li>
      <PageLink href={path(id)} title={where ? `${fileName}, ${where}` : fileName}>
        <ServedImage
          src={thumbnailUrl}
          alt={`Sample ${sampleId(index)}`}
          loading="lazy"
          style={moved ? { outline: `3px solid ${clusterColor(moved.other)}` } : {}}
        />
        <span className="number">{sampleId(index)}</span>
        {moved && <span className={classes.where}>{where}</span>}
      </PageLink>
    </li>
  );
}
