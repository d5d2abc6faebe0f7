import { NumberInput, Select, Switch, TextInput } from '@mantine/core';
import { camelWords } from '../../ui/format.ts';
import { Hint, type WasAt } from './fieldTexts.tsx';
import classes from './NewExperiment.module.css';
import { numbersOf, type ParamField, type ParamValue, paramFieldsOf } from './paramFields.ts';

interface ParamFieldsProps {
  /** Whose they are. */
  owner: string;
  /** JSON Schema of the model or clusterer. */
  parameters: unknown;
  /** Those that have a field of their own elsewhere. */
  leftOut?: readonly string[];
  /** What was changed. */
  values: Readonly<Record<string, ParamValue>>;
  wrong(name: string): string | undefined;
  was: WasAt;
  onChange(values: Record<string, ParamValue>): void;
}

/** A model's or clusterer's own parameters, folded away, since their defaults work. */
export function ParamFields(props: ParamFieldsProps) {
  const { owner, parameters, leftOut, values, wrong, was, onChange } = props;
  const fields = paramFieldsOf(parameters, leftOut);
  const changed = fields.filter(({ name }) => name in values).length;
  return (
    // Open where something was changed already, so that nothing that counts is out of sight.
    <details className={classes.more} open={changed > 0 || undefined}>
      <summary>More settings{changed > 0 ? ` (${changed} set)` : ''}</summary>
      <div className={classes.fields}>
        {fields.map((field) => (
          <Field
            key={field.name}
            field={field}
            value={values[field.name] ?? field.value}
            was={was(`${owner}.params.${field.name}`)}
            error={wrong(field.name)}
            onChange={(value) => onChange({ ...values, [field.name]: value })}
          />
        ))}
      </div>
    </details>
  );
}

interface FieldProps {
  field: ParamField;
  value: ParamValue;
  was: string | undefined;
  error: string | undefined;
  onChange(value: ParamValue): void;
}

function Field({ field, value, was, error, onChange }: FieldProps) {
  const { kind, options, optional } = field;
  const description = <Hint text={field.description} was={was} />;
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
