import * as z from 'zod/mini';

/** A parameter that a form can ask for, from its JSON Schema. */
export interface ParamField {
  name: string;
  description: string;
  kind: 'choice' | 'switch' | 'number' | 'numbers';
  /** Of a choice. */
  options: readonly string[];
  value: ParamValue;
  /** A number that may be left out. */
  optional: boolean;
}

export type ParamValue = string | number | boolean | number[] | null;

const property = z.object({
  type: z.optional(z.string()),
  enum: z.optional(z.array(z.string())),
  anyOf: z.optional(z.array(z.object({ type: z.string() }))),
  default: z._default(z.union([z.string(), z.number(), z.boolean(), z.array(z.number()), z.null()]), null),
  description: z._default(z.string(), ''),
});
const properties = z.record(z.string(), property);
// Of models they are below params, of clusterers they stand by themselves.
const schema = z.union([
  z.pipe(
    z.object({ properties: z.object({ params: z.object({ properties }) }) }),
    z.transform((own) => own.properties.params.properties),
  ),
  z.pipe(
    z.object({ properties }),
    z.transform((own) => own.properties),
  ),
]);

/** The fields of a model's or a clusterer's own parameters; none where the schema is of another form. */
export function paramFieldsOf(parameters: unknown, leftOut: readonly string[] = []): ParamField[] {
  const parsed = schema.safeParse(parameters);
  if (!parsed.success) return [];
  const fields = Object.entries(parsed.data).filter(([name]) => !leftOut.includes(name));
  return fields.map(([name, given]) => ({
    name,
    description: given.description,
    kind: kindOf(given),
    options: given.enum ?? [],
    value: given.default,
    optional: given.default === null || (given.anyOf?.some(({ type }) => type === 'null') ?? false),
  }));
}

function kindOf({ type, enum: options }: z.infer<typeof property>): ParamField['kind'] {
  if (options) return 'choice';
  if (type === 'boolean') return 'switch';
  return type === 'array' ? 'numbers' : 'number';
}

/** Whole numbers between commas or spaces. What is no number becomes 0, which the server refuses at its place. */
export const numbersOf = (text: string): number[] =>
  text
    .split(/[\s,]+/)
    .filter(Boolean)
    .map((word) => Number(word) || 0);
