/** What is shown of a sample beside its number. */
export interface SampleView {
  fileName: string;
  thumbnailUrl: string;
  /** Of its page; null where whoever looks may not go there. */
  path: string | null;
}

/** By ID number; null while the sample is not read yet. */
export type SampleLookup = (index: number) => SampleView | null;

/** cluster 2, or noise */
export const clusterName = (label: number): string => (label < 0 ? 'noise' : `cluster ${label}`);
