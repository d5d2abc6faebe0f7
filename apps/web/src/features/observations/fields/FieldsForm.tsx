'use client';

import {
  CONFIDENCES,
  KINDS,
  MOST_ENTRIES,
  MOST_LABEL_CHARACTERS,
  type ObservationFields,
} from '@asterism/observation';
import { NativeSelect, TagsInput } from '@mantine/core';
import { Tags } from '../../../ui/Tags.tsx';
import classes from './FieldsForm.module.css';
import {
  CONFIDENCE_OPTIONS,
  chosenOf,
  confidenceName,
  KIND_OPTIONS,
  kindName,
  NOT_SAID,
} from './fieldWords.ts';
import { LabelField } from './LabelField.tsx';

type Written = Pick<ObservationFields, 'label' | 'confidence' | 'kind' | 'tags'>;

interface FieldsFormProps {
  fields: Written;
  mayWrite: boolean;
  onChange: (change: Partial<Omit<Written, 'tags'>>) => void;
  onTags: (tags: string[]) => void;
}

/** What is said in few words: label, kind, confidence and tags. */
export function FieldsForm({ fields, mayWrite, onChange, onTags }: FieldsFormProps) {
  const { label, kind, confidence, tags } = fields;
  if (!mayWrite) return <FieldsRead {...fields} />;
  return (
    <div className={classes.form}>
      <LabelField label={label} onChange={(next) => onChange({ label: next })} />
      <NativeSelect
        label="Kind"
        data={KIND_OPTIONS}
        value={kind ?? ''}
        onChange={({ currentTarget }) => onChange({ kind: chosenOf(KINDS, currentTarget.value) })}
      />
      <NativeSelect
        label="Confidence"
        data={CONFIDENCE_OPTIONS}
        value={confidence ?? ''}
        onChange={({ currentTarget }) => onChange({ confidence: chosenOf(CONFIDENCES, currentTarget.value) })}
      />
      <TagsInput
        className={classes.tags}
        label="Tags"
        size="sm"
        placeholder={tags.length === 0 ? 'A word, then Enter' : ''}
        maxTags={MOST_ENTRIES}
        maxLength={MOST_LABEL_CHARACTERS}
        value={tags}
        onChange={onTags}
      />
    </div>
  );
}

function FieldsRead({ label, kind, confidence, tags }: Written) {
  return (
    <dl className={`${classes.form} ${classes.read}`}>
      <div className={classes.label}>
        <dt>Label</dt>
        <dd>{label ?? NOT_SAID}</dd>
      </div>
      <div>
        <dt>Kind</dt>
        <dd>{kindName(kind)}</dd>
      </div>
      <div>
        <dt>Confidence</dt>
        <dd>{confidenceName(confidence)}</dd>
      </div>
      <div className={classes.tags}>
        <dt>Tags</dt>
        <dd className={tags.length > 0 ? classes.readTags : ''}>
          {tags.length > 0 ? <Tags tags={tags} /> : 'None'}
        </dd>
      </div>
    </dl>
  );
}
