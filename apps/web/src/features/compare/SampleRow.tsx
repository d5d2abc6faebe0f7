import { sampleId } from '../../ui/format.ts';
import { PageLink } from '../../ui/PageLink.tsx';
import { ServedImage } from '../../ui/ServedImage.tsx';
import classes from './Compare.module.css';

interface SampleRowProps {
  samples: readonly { id: string; index: number; fileName: string; thumbnailUrl: string }[];
  path: (sampleId: string) => string | null;
}

/** Samples as small pictures with their IDs, each leading to its page. */
export function SampleRow({ samples, path }: SampleRowProps) {
  return (
    <ul className={classes.moved}>
      {samples.map(({ id, index, fileName, thumbnailUrl }) => (
        <li key={id}>
          <PageLink href={path(id)} title={fileName}>
            <ServedImage src={thumbnailUrl} alt={`Sample ${sampleId(index)}`} loading="lazy" />
            <span className="number">{sampleId(index)}</span>
          </PageLink>
        </li>
      ))}
    </ul>
  );
}
