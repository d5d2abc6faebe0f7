'use client';

import { Select } from '@mantine/core';
import { useState } from 'react';
import { useQuery } from 'urql';
import { words } from '../../ui/format.ts';
import { type ColoringChoice, coloringChoiceOf, coloringText, scoreName } from './coloringChoice.ts';
import { FACTS } from './coloringDocuments.ts';
import type { SampleColumn } from './useMapTrust.ts';

interface ColoringSelectProps {
  choice: ColoringChoice;
  perSample: readonly SampleColumn[];
  /** Null where whoever looks may not see headers and catalogue. */
  versionId: string | null | undefined;
  onChoose: (choice: ColoringChoice) => void;
}

const CLUSTERS = 'clusters';
const GROUPS = [
  { source: 'CATALOGUE', group: 'Catalogue' },
  { source: 'IMAGE', group: 'Pictures' },
  { source: 'HEADER', group: 'Header' },
] as const;

/** What the map is coloured by, to be searched: clusters, scores, catalogue columns, measurements, header values. */
export function ColoringSelect({ choice, perSample, versionId, onChoose }: ColoringSelectProps) {
  // Headers are looked at when somebody looks for them.
  const [isAsked, setIsAsked] = useState(choice.kind === 'FACT');
  const [{ data }] = useQuery({
    query: FACTS,
    variables: { id: versionId ?? '' },
    pause: !isAsked || !versionId,
  });
  const node = data?.node;
  const facts = node && 'facts' in node ? node.facts : [];
  const own = coloringText(choice);
  const groups = [
    { group: 'This run', items: [{ value: CLUSTERS, label: 'Clusters' }, ...perSample.map(scoreItem)] },
    ...GROUPS.map(({ source, group }) => ({
      group,
      items: facts
        .filter((fact) => fact.source === source)
        .map(({ name, unit }) => ({
          value: `${source.toLowerCase()}:${name}`,
          label: unit ? `${name} (${unit})` : name,
        })),
    })),
  ].filter(({ items }) => items.length > 0);
  const isListed = own === null || groups.some(({ items }) => items.some(({ value }) => value === own));
  if (!isListed && own !== null) groups.push(missingGroup(choice, own));
  return (
    <Select
      aria-label="Colour by"
      size="xs"
      w={168}
      searchable
      allowDeselect={false}
      value={own ?? CLUSTERS}
      data={groups}
      maxDropdownHeight={320}
      nothingFoundMessage="Nothing is called so"
      comboboxProps={{ position: 'bottom-end', width: 260 }}
      onDropdownOpen={() => setIsAsked(true)}
      onChange={(value) => onChoose(coloringChoiceOf(value))}
    />
  );
}

const scoreItem = ({ name }: SampleColumn) => ({ value: `score:${name}`, label: scoreName(name) });

/** What the address asks for, while it is not known or not there. */
const missingGroup = (choice: ColoringChoice, value: string) => ({
  group: choice.kind === 'FACT' ? words(choice.source) : 'Scores',
  items: [{ value, label: choice.kind === 'CLUSTERS' ? 'Clusters' : choice.name }],
});
