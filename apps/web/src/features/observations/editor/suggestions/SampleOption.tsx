import { sampleId } from '../../../../ui/format.ts';
import { ServedImage } from '../../../../ui/ServedImage.tsx';
import { useNamedSample } from '../useNamedSample.ts';
import classes from './Suggestions.module.css';

/** A sample that can be named. */
export function SampleOption({ index }: { index: number }) {
  const sample = useNamedSample(index);
  return (
    <>
      {sample ? <ServedImage src={sample.thumbnailUrl} alt="" /> : <span className={classes.blank} />}
      <span className="number">{sampleId(index)}</span>
      <span className={classes.file}>{sample?.fileName}</span>
    </>
  );
}
