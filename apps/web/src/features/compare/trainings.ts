import { experimentId } from '../../ui/format.ts';
import { CLUSTER_COLORS } from '../../ui/palette.ts';

/** One training; experiments that differ in what comes after it share it. */
export interface Training {
  /** Of its stage. */
  key: string;
  /** Of the experiment that is asked for the curve. */
  experimentId: string;
  /** Numbers of the experiments that have it. */
  numbers: number[];
  modelKind: string;
  /** Of the stage that prepared the images. */
  imagesKey: string;
  epochs: number;
}

interface Trained {
  id: string;
  number: number;
  model?: { kind: string; epochs: number } | null;
  stages: readonly { kind: string; key: string }[];
}

/** Each training once, in the order of the experiments; what has no model has none. */
export function trainingsOf(experiments: readonly Trained[]): Training[] {
  const byKey = new Map<string, Training>();
  for (const { id, number, model, stages } of experiments) {
    const keyOf = (stage: string) => stages.find(({ kind }) => kind === stage)?.key;
    const key = keyOf('TRAIN');
    if (!model || key === undefined) continue;
    const known = byKey.get(key);
    if (known) known.numbers.push(number);
    else
      byKey.set(key, {
        key,
        experimentId: id,
        numbers: [number],
        modelKind: model.kind,
        imagesKey: keyOf('PREPROCESS') ?? '',
        epochs: model.epochs,
      });
  }
  return [...byKey.values()];
}

/** E-1, or E-1 and E-2, or E-1 and 3 more */
export function trainingName({ numbers: [first = 0, second, ...others] }: Pick<Training, 'numbers'>): string {
  if (second === undefined) return experimentId(first);
  return others.length === 0
    ? `${experimentId(first)} and ${experimentId(second)}`
    : `${experimentId(first)} and ${others.length + 1} more`;
}

/** How the line of a place is drawn: beyond ten colours, dashed. */
export const lineStyle = (place: number): { color: string; dash?: string } => ({
  color: CLUSTER_COLORS[place % CLUSTER_COLORS.length] ?? CLUSTER_COLORS[0],
  ...(place >= CLUSTER_COLORS.length ? { dash: '5 3' } : {}),
});
