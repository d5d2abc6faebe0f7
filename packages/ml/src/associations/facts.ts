interface FactOfAny {
  /** As people know it: "brightness", "OBSERVER", a column's name. */
  fact: string;
  /** Whether clusters that follow it are groups of how images were taken rather than of what is in them. */
  isNuisance: boolean;
  /** What to do where the clusters follow it, a sentence. */
  advice?: string;
}

/** A number of each sample; NaN where it is not known. */
export interface NumericFact extends FactOfAny {
  kind: 'numeric';
  values: ArrayLike<number>;
  unit?: string;
  /** The values are milliseconds since 1970, to be told as days. */
  isDate?: boolean;
}

/** A word of each sample; null where it is not known. */
export interface CategoricalFact extends FactOfAny {
  kind: 'categorical';
  values: readonly (string | null)[];
}

/** An angle of each sample in degrees, of which `periodDegrees` more is the same; NaN where it is not known. */
export interface CircularFact extends FactOfAny {
  kind: 'circular';
  values: ArrayLike<number>;
  periodDegrees: number;
}

export type Fact = NumericFact | CategoricalFact | CircularFact;
