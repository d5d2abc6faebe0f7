import { IconUserOff } from '@tabler/icons-react';
import classes from './Heirs.module.css';
import { SampleThumbs, type ThumbnailSample } from './SampleThumbs.tsx';

interface MissingMembersProps {
  samples: readonly ThumbnailSample[];
  samplePath: (sampleId: string) => string | null;
}

/** That an observation speaks of samples that are not among the cluster's members; nothing where it speaks of none. */
export function MissingMembers({ samples, samplePath }: MissingMembersProps) {
  if (samples.length === 0) return null;
  return (
    <section className={classes.missing} aria-label="No longer members">
      <p className={classes.missingSays}>
        <IconUserOff size={16} stroke={1.6} aria-hidden />
        {samples.length === 1
          ? 'The observation speaks of a sample that is not a member of this cluster.'
          : `The observation speaks of ${samples.length} samples that are not members of this cluster.`}
      </p>
      <SampleThumbs label="Spoken of and not members" samples={samples} path={samplePath} />
    </section>
  );
}
