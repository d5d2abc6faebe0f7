import { getNamedType, isInterfaceType, isLeafType, isObjectType } from 'graphql';
import { expect, test } from 'vitest';
import { schema } from '../../schema.ts';
import { VISIBLE } from './visibleFields.ts';

test('what a public link shows is there, and a type that is shown whole leads to nothing that is not', () => {
  for (const [name, fields] of Object.entries(VISIBLE)) {
    const type = schema.getType(name);
    if (!isObjectType(type) && !isInterfaceType(type)) throw new Error(`There is no type ${name}.`);
    const known = Object.values(type.getFields());
    if (fields === 'ALL') {
      const reached = known
        .map((field) => getNamedType(field.type))
        .filter((reached) => !isLeafType(reached));
      for (const { name: target } of reached)
        expect([name, Object.keys(VISIBLE)]).toEqual([name, expect.arrayContaining([target])]);
    } else expect(known.map((field) => field.name)).toEqual(expect.arrayContaining([...fields]));
  }
});
