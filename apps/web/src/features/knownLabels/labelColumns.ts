interface Column {
  name: string;
  /** INTEGER, FLOAT, BOOLEAN or STRING. */
  type: string;
  matched: number;
}

// Words are labels more often than numbers are, and measurements hardly ever.
const ORDER = ['STRING', 'BOOLEAN', 'INTEGER', 'FLOAT'];

/** Columns that can be held against clusters, the likeliest labels first; those without a value are left out. */
export function labelColumns<Found extends Column>(columns: readonly Found[]): Found[] {
  return columns
    .filter(({ matched }) => matched > 0)
    .toSorted((a, b) => ORDER.indexOf(a.type) - ORDER.indexOf(b.type));
}

/** What an adjusted Rand index means. The limits are those in use for "excellent", "good", "moderate" (Steinley 2004). */
export function agreementWords(adjustedRandIndex: number): string {
  if (adjustedRandIndex >= 0.9) return 'the clusters are these labels';
  if (adjustedRandIndex >= 0.8) return 'the clusters follow these labels closely';
  if (adjustedRandIndex >= 0.65) return 'the clusters follow these labels for the most part';
  if (adjustedRandIndex >= 0.1) return 'the clusters follow these labels in part';
  return 'the clusters follow these labels no more than chance would have it';
}
