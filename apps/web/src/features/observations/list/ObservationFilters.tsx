'use client';

import { NativeSelect } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { CONFIDENCE_NAMES, KIND_NAMES } from '../said.ts';
import { DelayedInput } from './DelayedInput.tsx';
import classes from './ObservationsPage.module.css';
import { type AskedObservations, CONFIDENCES, experimentProblem, KINDS } from './observationFilter.ts';

interface ObservationFiltersProps {
  asked: AskedObservations;
  onChange: (changes: Record<string, string | null>) => void;
}

// As the API takes.
const MOST_LETTERS = 200;

/** What observations are looked for by. */
export function ObservationFilters({ asked, onChange }: ObservationFiltersProps) {
  const field = (name: 'text' | 'label' | 'tag' | 'experiment') => ({
    size: 'xs',
    maxLength: MOST_LETTERS,
    value: asked[name],
    onChange: (value: string) => onChange({ [name]: value.trim() }),
  });
  return (
    <search className={classes.filters}>
      <DelayedInput
        {...field('text')}
        className={classes.text}
        aria-label="Words in the text"
        placeholder="Words in the text, the label or the tags"
        leftSection={<IconSearch size={14} aria-hidden />}
      />
      <NativeSelect
        size="xs"
        aria-label="Kind"
        value={asked.kind ?? ''}
        data={[
          { value: '', label: 'Any kind' },
          ...KINDS.map((value) => ({ value, label: KIND_NAMES[value] })),
        ]}
        onChange={({ currentTarget }) => onChange({ kind: currentTarget.value.toLowerCase() })}
      />
      <NativeSelect
        size="xs"
        aria-label="Confidence"
        value={asked.confidence ?? ''}
        data={[
          { value: '', label: 'Any confidence' },
          ...CONFIDENCES.map((value) => ({ value, label: `${CONFIDENCE_NAMES[value]} confidence` })),
        ]}
        onChange={({ currentTarget }) => onChange({ confidence: currentTarget.value.toLowerCase() })}
      />
      <DelayedInput {...field('label')} aria-label="Label" placeholder="Label" />
      <DelayedInput {...field('tag')} aria-label="Tag" placeholder="Tag" />
      <DelayedInput
        {...field('experiment')}
        aria-label="Experiment"
        placeholder="E-42"
        error={experimentProblem(asked.experiment)}
      />
    </search>
  );
}
