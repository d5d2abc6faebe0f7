import type { Measure } from './measures.ts';

const ROW = 24;
const HEAD = 36;
const LABEL = 26;
const NUMBER = 52;
const GAP = 28;

interface ChannelFiguresProps {
  measures: readonly Measure[];
  keep: readonly number[];
  width: number;
  /** What is under the pointer is read out. */
  onRead: (text: string | null) => void;
}

/** Bars of each figure, a row for each channel; those of channels that are left out are faint. */
export function ChannelFigures({ measures, keep, width, onRead }: ChannelFiguresProps) {
  const across = width >= 720 ? 4 : width >= 380 ? 2 : 1;
  const channels = measures[0]?.values.length ?? 0;
  const blockWidth = (width - GAP * (across - 1)) / across;
  const blockHeight = HEAD + ROW * channels;
  const height = blockHeight * Math.ceil(measures.length / across);
  return (
    <svg
      width={width}
      height={height}
      role="img"
      aria-label={`Figures of ${channels} channels; the table has the numbers`}
      onPointerLeave={() => onRead(null)}
    >
      {measures.map((measure, i) => (
        <g
          key={measure.key}
          transform={`translate(${(i % across) * (blockWidth + GAP)} ${Math.floor(i / across) * blockHeight})`}
        >
          <Bars measure={measure} keep={keep} width={blockWidth} onRead={onRead} />
        </g>
      ))}
    </svg>
  );
}

interface BarsProps extends Omit<ChannelFiguresProps, 'measures'> {
  measure: Measure;
}

function Bars({ measure, keep, width, onRead }: BarsProps) {
  const room = width - LABEL - NUMBER;
  return (
    <>
      <text x={0} y={16} fontSize={12} fontWeight={600} fill="var(--ink-soft)">
        {measure.name}
      </text>
      {measure.values.map((value, channel) => {
        const isKept = keep.includes(channel);
        const length = Math.max((Math.min(value / measure.full, 1) || 0) * room, value > 0 ? 1.5 : 0);
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a channel is its number
          <g key={channel} transform={`translate(0 ${HEAD - 8 + channel * ROW})`}>
            <text x={0} y={ROW / 2 + 4} fontSize={12} fontWeight={isKept ? 600 : 400} fill="var(--ink)">
              {channel}
            </text>
            <rect x={LABEL} y={6} width={room} height={ROW - 12} rx={2} fill="var(--raised)" />
            <rect
              x={LABEL}
              y={6}
              width={length}
              height={ROW - 12}
              rx={2}
              fill={isKept ? 'var(--accent)' : 'var(--hairline-strong)'}
            />
            <text
              x={width}
              y={ROW / 2 + 4}
              textAnchor="end"
              fontSize={12}
              fontFamily="var(--mono)"
              fill={isKept ? 'var(--ink)' : 'var(--ink-faint)'}
            >
              {measure.text(value)}
            </text>
            <rect
              width={width}
              height={ROW}
              fill="transparent"
              onPointerEnter={() =>
                onRead(
                  `Channel ${channel}: ${measure.name.toLowerCase().split(',')[0]} ${measure.exact(value)}. ${measure.hint}`,
                )
              }
            />
          </g>
        );
      })}
    </>
  );
}
