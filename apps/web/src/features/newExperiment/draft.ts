import * as z from 'zod/mini';
import { type FormValues, formValues } from './values.ts';

const draft = z.object({ values: formValues, at: z.number() });
const drafts = z.record(z.string(), z.unknown());

// A form that is left half filled for each of some data sets; the oldest is given up for another.
const KEPT = 20;

/** What a form is of: other data, or another experiment to start from, is another form. */
export interface Draft {
  workspaceId: string;
  datasetVersionId: string;
  /** What the address adds to it: the experiment that it starts from, the channels that it names. */
  from: string | null;
  channels: string | null;
}

const storageKey = ({ workspaceId }: Draft): string => `asterism.newExperiment.${workspaceId}`;
const draftKey = ({ datasetVersionId, from, channels }: Draft): string =>
  [datasetVersionId, from ?? '', channels ?? ''].join('|');

type Stored = Pick<Storage, 'getItem' | 'setItem'>;

/** What is kept of each form; nothing where it is of no form that is known any more. */
function read(storage: Stored, of: Draft): Record<string, z.infer<typeof draft>> {
  let kept: unknown = null;
  try {
    kept = JSON.parse(storage.getItem(storageKey(of)) ?? '{}');
  } catch {
    return {};
  }
  const entries = Object.entries(drafts.safeParse(kept).data ?? {});
  return Object.fromEntries(
    entries.flatMap(([key, value]) => {
      const { data } = draft.safeParse(value);
      return data ? [[key, data]] : [];
    }),
  );
}

/** What was typed into this form before; null for a form that nobody changed. */
export function keptDraft(storage: Stored, of: Draft): FormValues | null {
  return read(storage, of)[draftKey(of)]?.values ?? null;
}

export function keepDraft(storage: Stored, of: Draft, values: FormValues, at: number): void {
  const kept = { ...read(storage, of), [draftKey(of)]: { values, at } };
  const newest = Object.entries(kept)
    .sort(([, a], [, b]) => b.at - a.at)
    .slice(0, KEPT);
  storage.setItem(storageKey(of), JSON.stringify(Object.fromEntries(newest)));
}

export function dropDraft(storage: Stored, of: Draft): void {
  const { [draftKey(of)]: _, ...rest } = read(storage, of);
  storage.setItem(storageKey(of), JSON.stringify(rest));
}
