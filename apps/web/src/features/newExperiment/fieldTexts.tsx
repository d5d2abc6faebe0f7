import type { useForm } from '@mantine/form';
import classes from './NewExperiment.module.css';
import type { FormValues } from './values.ts';

export type ExperimentForm = ReturnType<typeof useForm<FormValues>>;
/** What is wrong at a place of a study's input, if anything. */
export type WrongAt = (...place: (string | number)[]) => string | undefined;
/** What a choice was at the beginning, in a sentence, where it was changed. */
export type WasAt = (place: string) => string | undefined;

/** What every part of the form goes by. */
export interface PartProps {
  form: ExperimentForm;
  wrong: WrongAt;
  was: WasAt;
}

/** What a field is about, and what it was at the beginning where it was changed. */
export function Hint({ text, was }: { text: string; was: string | undefined }) {
  return (
    <>
      {text} {was && <span className={classes.was}>{was}</span>}
    </>
  );
}
