import type { Alignment } from './AlignmentFacts.tsx';
import classes from './AlignmentOverlay.module.css';

interface AlignmentOverlayProps {
  /** Of the picture that lies below, in its own pixels. */
  width: number;
  height: number;
  alignment: Alignment | null | undefined;
  /** What was taken of the picture: a polygon of x, y. */
  outline?: readonly (readonly number[])[] | undefined;
}

/**
 * A source's ellipse, its long axis and middle, and what was taken, over a picture whose row 0 is at the bottom. Fills
 * what it lies in; coordinates are the picture's own pixels, from 0 at the centre of the first one.
 */
export function AlignmentOverlay({ width, height, alignment, outline }: AlignmentOverlayProps) {
  const points = outline?.map(([x, y]) => `${x},${y}`).join(' ');
  return (
    <svg
      className={classes.overlay}
      viewBox={`-0.5 -0.5 ${width} ${height}`}
      preserveAspectRatio="xMidYMid meet"
      role="img"
      aria-label={
        alignment
          ? `Outline of the source: middle ${alignment.x.toFixed(1)}, ${alignment.y.toFixed(1)}, tilt ${alignment.tiltDegrees.toFixed(1)} degrees`
          : 'No source was found'
      }
    >
      {/* Rows count upwards. */}
      <g transform={`matrix(1 0 0 -1 0 ${height - 1})`}>
        {points && <polygon points={points} className={classes.taken} />}
        {alignment && (
          <g transform={`translate(${alignment.x} ${alignment.y}) rotate(${alignment.angleDegrees})`}>
            {[classes.halo, classes.line].map((stroke) => (
              <g key={stroke} className={stroke}>
                <ellipse rx={alignment.radius} ry={alignment.radius * alignment.axisRatio} />
                <line x1={-alignment.radius} x2={alignment.radius} />
              </g>
            ))}
          </g>
        )}
      </g>
    </svg>
  );
}
