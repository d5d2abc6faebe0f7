import { sampleId } from '../../../../ui/format.ts';
import { PageLink } from '../../../../ui/PageLink.tsx';
import { ServedImage } from '../../../../ui/ServedImage.tsx';
import classes from './Clusters.module.css';

interface SampleTileProps {
  sample: { index: number; fileName: string; thumbnailUrl: string };
  /** Of its page; null where whoever looks may not go there. */
  path: string | null;
}

/** A sample's picture above its ID number, a link to its page. */
export function SampleTile({ sample: { index, fileName, thumbnailUrl }, path }: SampleTileProps) {
  return (
    <PageLink href={path} className={classes.member} title={fileName}>
      <ServedImage src={thumbnailUrl} alt={`Sample ${sampleId(index)}`} loading="lazy" />
      <span className="number">{sampleId(index)}</span>
    </PageLink>
  );
}
