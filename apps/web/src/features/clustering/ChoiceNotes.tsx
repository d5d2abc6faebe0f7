import { IconAlertTriangle } from '@tabler/icons-react';
import classes from './ChoiceNotes.module.css';
import { choiceSentence } from './choiceSentence.ts';

interface ChoiceNotesProps {
  /** The conclusion in words, with the warnings in it. */
  recommendation: string | null | undefined;
  warnings: readonly { code: string; message: string }[];
}

/** Why this k was chosen, and everything that speaks against believing it. */
export function ChoiceNotes({ recommendation, warnings }: ChoiceNotesProps) {
  const sentence = choiceSentence(recommendation, warnings);
  if (!sentence && warnings.length === 0) return null;
  return (
    <div className={classes.notes}>
      {sentence && <p className={classes.sentence}>{sentence}</p>}
      {warnings.length > 0 && (
        <ul className={classes.warnings} aria-label="Warnings">
          {warnings.map(({ code, message }) => (
            <li key={`${code} ${message}`}>
              <IconAlertTriangle size={16} aria-label="Warning" />
              <span>{message}</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
