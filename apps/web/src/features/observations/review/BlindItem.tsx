import { UnstyledButton } from '@mantine/core';
import type { ReviewAnswer } from '../../../gql/graphql.ts';
import { ServedImage } from '../../../ui/ServedImage.tsx';
import { ANSWERS } from './answers.ts';
import classes from './Review.module.css';

interface BlindItemProps {
  item: { sample: { id: string; thumbnailUrl: string }; answer?: ReviewAnswer | null };
  /** From 0. */
  place: number;
  total: number;
  onAnswer: (answer: ReviewAnswer) => void;
}

/** A picture without name or number, and what can be said of it. */
export function BlindItem({ item: { sample, answer: given }, place, total, onAnswer }: BlindItemProps) {
  return (
    <figure className={classes.item}>
      <div className={classes.pictureFrame}>
        <ServedImage
          key={sample.id}
          className={classes.picture}
          src={sample.thumbnailUrl}
          alt={`Picture ${place + 1} of ${total}`}
        />
      </div>
      <figcaption className={classes.answers}>
        {ANSWERS.map(({ answer, name, key, Icon }) => (
          <UnstyledButton
            key={answer}
            className={classes.answer}
            aria-pressed={given === answer}
            aria-keyshortcuts={key}
            onClick={() => onAnswer(answer)}
          >
            <Icon size={16} stroke={2} aria-hidden />
            {name}
            <kbd className={classes.key} aria-hidden>
              {key}
            </kbd>
          </UnstyledButton>
        ))}
      </figcaption>
    </figure>
  );
}
