/** Seven stars, as the eye groups them. */
export function Mark({ size = 22 }: { size?: number }) {
  const stars = [
    [3, 17, 1.5],
    [7.5, 12, 1.9],
    [11, 14, 1.3],
    [13.5, 8.5, 2.2],
    [18, 6, 1.4],
    [20.5, 10.5, 1.7],
    [17, 18, 1.2],
  ] as const;
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" aria-hidden="true">
      <polyline
        points="3,17 7.5,12 11,14 13.5,8.5 18,6"
        fill="none"
        stroke="currentColor"
        strokeWidth="0.8"
        opacity="0.45"
      />
      {stars.map(([x, y, r]) => (
        <circle key={`${x}`} cx={x} cy={y} r={r} fill="currentColor" />
      ))}
    </svg>
  );
}
