/** What the colours of a map mean. */
export type MapColors =
  | {
      kind: 'WORDS';
      /** "cluster", "TELESCOP" */
      title: string;
      entries: readonly { name: string; color: string; count: number; isHollow?: boolean }[];
    }
  | {
      kind: 'SCALE';
      /** "silhouette", "CRVAL1 in deg" */
      title: string;
      palette: readonly string[];
      /** What the first and the last colour stand for, and what stands in the middle. */
      low: string;
      middle: string;
      high: string;
      /** Points without a value, and how they are drawn. */
      missing: number;
      missingColor: string;
    };
