'use client';

import { useSearchState } from '../../../api/useSearchState.ts';
import type { PreprocessingInput } from '../../../gql/graphql.ts';
import { sampleId } from '../../../ui/format.ts';
import { Panel } from '../../../ui/Panel.tsx';
import { ErrorState, Loading } from '../../../ui/States.tsx';
import { PlaneCanvas } from '../../preview/PlaneCanvas.tsx';
import { type LoadedPreview, usePreview } from '../../preview/usePreview.ts';
import type { BoardRow } from '../board/boardDocument.ts';
import { exampleOf } from './example.ts';
import classes from './Report.module.css';

// More would not be held beside each other.
const SHOWN_MOST = 4;

const SAYS: Record<BoardRow['preprocessing']['normalization'], string> = {
  GLOBAL: 'Over the whole image: the channels keep how bright they are beside each other.',
  PER_CHANNEL: 'Each channel by itself: a faint one fills the range too, and so does its noise.',
  NONE: 'The values are left as they are.',
};

interface Preparation {
  name: string;
  preprocessing: BoardRow['preprocessing'];
}

/** The preparations of a study, each once, in their order. */
export const preparationsOf = (rows: readonly BoardRow[]): Preparation[] => [
  ...new Map(
    rows.map(({ preparationName, preprocessing }) => [
      preparationName,
      { name: preparationName, preprocessing },
    ]),
  ).values(),
];

/** One sample as each preparation gives it to the models. */
export function NormalisationStep({ versionId, rows }: { versionId: string; rows: readonly BoardRow[] }) {
  const [search] = useSearchState();
  const index = exampleOf(search);
  return (
    <div className={classes.pair}>
      {preparationsOf(rows)
        .slice(0, SHOWN_MOST)
        .map(({ name, preprocessing }) => (
          <Panel
            key={name}
            title={`Sample ${sampleId(index)}, ${name}`}
            say={SAYS[preprocessing.normalization]}
          >
            <Prepared versionId={versionId} index={index} preprocessing={preprocessing} />
          </Panel>
        ))}
    </div>
  );
}

interface PreparedProps {
  versionId: string;
  index: number;
  preprocessing: BoardRow['preprocessing'];
}

const UNIT = [0, 1] as const;
const EXTREMES = [0, 100] as const;

function Prepared({ versionId, index, preprocessing }: PreparedProps) {
  const { preview, error, retry } = usePreview({ versionId, index, preprocessing: inputOf(preprocessing) });
  if (!preview && error) return <ErrorState message={error} onRetry={retry} />;
  if (!preview) return <Loading height={240} label="The preview is being made" />;
  const { width, height } = preview.image;
  return (
    <ul className={classes.channels}>
      {preview.channels.map((channel, place) => {
        const data = planeAt(preview, place);
        return (
          <li key={channel}>
            <div className={classes.plane}>
              <PlaneCanvas
                data={data}
                width={width}
                height={height}
                limits={UNIT}
                percentiles={preprocessing.normalization === 'NONE' ? EXTREMES : null}
                stretch="LINEAR"
                label={`Channel ${channel} of sample ${sampleId(index)}, normalised ${preprocessing.normalization === 'GLOBAL' ? 'over the whole image' : 'by itself'}`}
              />
            </div>
            <span>
              Channel {channel} <span className={classes.faint}>mean {meanOf(data)}</span>
            </span>
          </li>
        );
      })}
    </ul>
  );
}

/** What was answered as what is asked for: without the name of its type. */
function inputOf(preprocessing: BoardRow['preprocessing']): PreprocessingInput {
  const { channels, alignment, geometry, normalization, size, stretch, lowerPercentile, upperPercentile } =
    preprocessing;
  return { channels, alignment, geometry, normalization, size, stretch, lowerPercentile, upperPercentile };
}

const planeAt = ({ image: { data, width, height } }: LoadedPreview, place: number): Float32Array =>
  data.subarray(place * width * height, (place + 1) * width * height);

const meanOf = (data: Float32Array): string =>
  (data.reduce((sum, value) => sum + value, 0) / data.length).toFixed(3).replace(/^0/, '');
