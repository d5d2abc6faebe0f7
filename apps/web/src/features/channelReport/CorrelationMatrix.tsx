import { divergingColor, inkOnDiverging } from '../../ui/divergingColor.ts';
import { formatScore } from '../../ui/format.ts';

const LABEL = 24;
const CELL_MOST = 64;
// Smaller ones hold no number that could be read.
const CELL_WITH_NUMBER = 34;
// From here two channels are as good as one; the report's own limit.
const ALIKE = 0.98;

interface CorrelationMatrixProps {
  correlation: readonly (readonly number[])[];
  width: number;
  onRead: (text: string | null) => void;
}

/** How alike every two channels are: blue as one rises with the other, red as it falls, white where neither. */
export function CorrelationMatrix({ correlation, width, onRead }: CorrelationMatrixProps) {
  const count = correlation.length;
  const cell = Math.min(CELL_MOST, (width - LABEL) / count);
  const side = LABEL + cell * count;
  const everyNth = Math.ceil(14 / cell);
  return (
    <svg
      width={side + 2}
      height={side + 2}
      role="img"
      aria-label={`Correlation of ${count} channels; the table has the numbers`}
      onPointerLeave={() => onRead(null)}
    >
      {correlation.map((row, a) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a channel is its number
        <g key={a}>
          {a % everyNth === 0 && (
            <>
              <text
                x={LABEL - 8}
                y={LABEL + (a + 0.5) * cell + 4}
                textAnchor="end"
                fontSize={12}
                fill="var(--ink-soft)"
              >
                {a}
              </text>
              <text
                x={LABEL + (a + 0.5) * cell}
                y={LABEL - 8}
                textAnchor="middle"
                fontSize={12}
                fill="var(--ink-soft)"
              >
                {a}
              </text>
            </>
          )}
          {row.map((r, b) => (
            <Cell
              // biome-ignore lint/suspicious/noArrayIndexKey: a channel is its number
              key={b}
              r={r}
              x={LABEL + b * cell}
              y={LABEL + a * cell}
              size={cell}
              isDiagonal={a === b}
              onRead={() =>
                onRead(a === b ? null : `Channels ${a} and ${b}: r = ${r.toFixed(5).replace('-', '\u2212')}`)
              }
            />
          ))}
        </g>
      ))}
    </svg>
  );
}

interface CellProps {
  r: number;
  x: number;
  y: number;
  size: number;
  isDiagonal: boolean;
  onRead: () => void;
}

function Cell({ r, x, y, size, isDiagonal, onRead }: CellProps) {
  const isAlike = !isDiagonal && Math.abs(r) >= ALIKE;
  const inset = size > 12 ? 1 : 0;
  return (
    <g onPointerEnter={onRead}>
      <rect
        x={x + inset}
        y={y + inset}
        width={size - 2 * inset}
        height={size - 2 * inset}
        rx={inset * 3}
        fill={isDiagonal ? 'var(--raised)' : divergingColor(r)}
        stroke={isAlike ? 'var(--ink)' : 'var(--hairline)'}
        strokeWidth={isAlike ? 2 : 1}
      />
      {size >= CELL_WITH_NUMBER && !isDiagonal && (
        <text
          x={x + size / 2}
          y={y + size / 2 + 4}
          textAnchor="middle"
          fontSize={12}
          fontWeight={isAlike ? 700 : 400}
          fontFamily="var(--mono)"
          fill={inkOnDiverging(r)}
        >
          {twoDigits(r)}
        </text>
      )}
    </g>
  );
}

/** .91, and never 1.00 of what is not one. */
function twoDigits(r: number): string {
  if (Math.abs(r) < 1 && Math.abs(r) > 0.994) return `${r < 0 ? '\u2212' : ''}>.99`;
  return formatScore(r).slice(0, -1);
}
