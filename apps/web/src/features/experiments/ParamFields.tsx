import { NumberInput, Select, Switch, TextInput } from '@mantine/core';
import { camelWords } from '../../ui/format.ts';
import type { WrongAt } from './NewExperimentForm.tsx';
import classes from './NewExperimentPage.module.css';
import { numbersOf, type ParamField, type ParamValue, paramFieldsOf } from './paramFields.ts';

interface ParamFieldsProps {
  /** JSON Schema of the model or clusterer. */
  parameters: unknown;
  /** Where they stand in the input. */
  place: 'model' | 'clustering';
  /** Those that have a field of their own elsewhere. */
  leftOut?: readonly string[];
  /** What was changed. */
  values: Readonly<Record<string, ParamValue>>;
  wrong: WrongAt;
  onChange(values: Record<string, ParamValue>): void;
}

/** A model's or clusterer's own parameters, folded away, since their defaults work. */
export function ParamFields({ parameters, place, leftOut, values, wrong, onChange }: ParamFieldsProps) {
  const fields = paramFieldsOf(parameters, leftOut);
  const change = (name: string, value: ParamValue) => onChange({ ...values, [name]: value });
  return (
    <details className={classes.more}>
      <summary>More settings</summary>
      <div className={classes.fields}>
        {fields.map((field) => (
          <Field
            key={field.name}
            field={field}
            value={field.name in values ? values[field.name]! : field.value}
            error={wrong(place, 'params', field.name)}
            onChange={(value) => change(field.name, value)}
          />
        ))}
      </div>
    </details>
  );
}

interface FieldProps {
  field: ParamField;
  value: ParamValue;
  error: string | undefined;
  onChange(value: ParamValue): void;
}

function Field({ field, value, error, onChange }: FieldProps) {
  const { kind, options, description, optional } = field;
  const text = { label: firstUpper(camelWords(field.name)), description, error };
  if (kind === 'switch')
    return (
      <Switch
        {...text}
        checked={value === true}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
    );
  if (kind === 'choice')
    return (
      <Select {...text} data={[...options]} value={String(value)} allowDeselect={false} onChange={onChange} />
    );
  if (kind === 'numbers')
    return (
      <TextInput
        {...text}
        defaultValue={Array.isArray(value) ? value.join(', ') : ''}
        onChange={(event) => onChange(numbersOf(event.currentTarget.value))}
      />
    );
  return (
    <NumberInput
      {...text}
      decimalScale={9}
      placeholder={optional ? 'none' : ''}
      value={typeof value === 'number' ? value : ''}
      onChange={(given) => onChange(typeof given === 'number' ? given : optional ? null : 0)}
    />
  );
}

const firstUpper = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
