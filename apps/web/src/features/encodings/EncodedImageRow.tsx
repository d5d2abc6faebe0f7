import { IconAlertTriangle } from '@tabler/icons-react';
import Link from 'next/link';
import { formatNumber, sampleId } from '../../ui/format.ts';
import { clusterColor } from '../../ui/palette.ts';
import { ServedImage } from '../../ui/ServedImage.tsx';
import { samplePath } from '../datasets/paths.ts';
import { useWorkspacePath } from '../session/session.tsx';
import type { TrainedExperiment } from './EncodingResult.tsx';
import type { EncodedImage } from './encodingDocuments.ts';
import classes from './NewImages.module.css';
import { errorWords } from './words.ts';

/** A new image: its picture, the cluster that it falls into and how far out, and the samples that are most like it. */
export function EncodedImageRow({
  image,
  experiment,
}: {
  image: EncodedImage;
  experiment: TrainedExperiment;
}) {
  const { name, thumbnailUrl, cluster, isFartherThanMembers, place, errorShare } = image;
  const error = errorWords(errorShare);
  return (
    <li className={classes.image}>
      <ServedImage className={classes.picture} src={thumbnailUrl} alt={name} loading="lazy" />
      <div className={classes.facts}>
        <p className={classes.name}>{name}</p>
        <p className={classes.cluster}>
          <span className={classes.diamond} style={{ background: clusterColor(cluster.label) }} aria-hidden />
          {cluster.isNoise ? 'noise' : `cluster ${cluster.label}`}
        </p>
        <Sentence text={place} isOdd={isFartherThanMembers} />
        {error && <Sentence {...error} />}
        <Neighbours image={image} experiment={experiment} />
      </div>
    </li>
  );
}

function Sentence({ text, isOdd }: { text: string; isOdd: boolean }) {
  return (
    <p className={classes.sentence} data-odd={isOdd}>
      {isOdd && <IconAlertTriangle size={14} aria-label="Unusual" className={classes.warning} />}
      {text}
    </p>
  );
}

/** The samples trained on that are nearest in latent space, nearest first. */
function Neighbours({
  image: { neighbours },
  experiment: { dataset, datasetVersion },
}: {
  image: EncodedImage;
  experiment: TrainedExperiment;
}) {
  const to = useWorkspacePath();
  return (
    <ul className={classes.neighbours} aria-label="Nearest samples">
      {neighbours.map(({ distance, sample: { id, index, fileName, thumbnailUrl } }) => (
        <li key={id}>
          <Link
            href={to(samplePath(dataset?.id ?? '', id, datasetVersion?.number ?? 1))}
            className={classes.neighbour}
            title={`${fileName}, ${formatNumber(distance)} away`}
          >
            <ServedImage src={thumbnailUrl} alt={`Sample ${sampleId(index)}`} loading="lazy" />
            <span className="number">{sampleId(index)}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
