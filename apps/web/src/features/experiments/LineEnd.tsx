interface LineEndProps {
  /** Points of the line; only its last one is labelled. */
  count: number;
  name: string;
  color: string;
  /** Given by the chart for each point. */
  index?: number;
  x?: number;
  y?: number;
}

/** A line's name at its end, instead of a legend. */
export function LineEnd({ count, name, color, index, x, y }: LineEndProps) {
  if (index !== count - 1 || x === undefined || y === undefined) return null;
  return (
    <text x={x + 8} y={y} dy={4} fontSize={12} fill={color}>
      {name}
    </text>
  );
}
