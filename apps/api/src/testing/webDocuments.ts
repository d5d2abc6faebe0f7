import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type DefinitionNode, type FragmentDefinitionNode, Kind, parse, print, visit } from 'graphql';

const WEB = join(import.meta.dirname, '../../../web/src');
const DOCUMENT = /\bgraphql\(`([^`]*)`\)/g;

/** The web's own operations by name, each with the fragments that it is made of, as its sources have them now. */
export function webOperations(): Map<string, string> {
  const definitions = readdirSync(WEB, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path) && !path.startsWith('gql'))
    .flatMap((path) => [...readFileSync(join(WEB, path), 'utf8').matchAll(DOCUMENT)])
    .flatMap(([, text = '']) => parse(text).definitions);
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  const operations = new Map<string, string>();
  for (const definition of definitions)
    if (definition.kind === Kind.OPERATION_DEFINITION && definition.name)
      operations.set(
        definition.name.value,
        [definition, ...usedBy(definition, fragments)].map((part) => print(part)).join('\n'),
      );
  return operations;
}

function usedBy(
  definition: DefinitionNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  used = new Set<FragmentDefinitionNode>(),
): ReadonlySet<FragmentDefinitionNode> {
  visit(definition, {
    [Kind.FRAGMENT_SPREAD]({ name }) {
      const fragment = fragments.get(name.value);
      if (!fragment || used.has(fragment)) return;
      used.add(fragment);
      usedBy(fragment, fragments, used);
    },
  });
  return used;
}
