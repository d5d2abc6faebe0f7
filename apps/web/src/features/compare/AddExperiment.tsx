'use client';

import { Combobox, Loader, TextInput, useCombobox } from '@mantine/core';
import { useState } from 'react';
import { useQuery } from 'urql';
import { experimentId } from '../../ui/format.ts';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import { useSession } from '../session/session.tsx';
import classes from './AddExperiment.module.css';
import { ADDABLE } from './compareDocuments.ts';
import { numbersIn } from './compareState.ts';

interface AddExperimentProps {
  /** Numbers of those that are compared already: they are not offered. */
  present: readonly number[];
  onAdd: (number: number) => void;
}

/** A field that finds experiments by name or ID; the one that is chosen is compared too. */
export function AddExperiment({ present, onAdd }: AddExperimentProps) {
  const { workspace } = useSession();
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  const [typed, setTyped] = useState('');
  const [number] = numbersIn(typed.trim());
  const [{ data, error, fetching }] = useQuery({
    query: ADDABLE,
    variables: {
      workspace: workspace.slug,
      text: typed.trim() || null,
      numbers: number === undefined ? [] : [number],
    },
    pause: !combobox.dropdownOpened,
  });
  const rows = [...(data?.numbered?.edges ?? []), ...(data?.found?.edges ?? [])].map(({ node }) => node);
  const offered = [...new Map(rows.map((row) => [row.id, row])).values()].filter(
    (row) => !present.includes(row.number),
  );
  const add = (value: string) => {
    setTyped('');
    combobox.closeDropdown();
    onAdd(Number(value));
  };
  return (
    // Within the page, since what lies outside of its parts is not found by those who hear it.
    <Combobox store={combobox} onOptionSubmit={add} position="bottom-start" width={380} withinPortal={false}>
      <Combobox.Target>
        <TextInput
          className={classes.field}
          label="Add an experiment"
          placeholder="Name or ID"
          value={typed}
          maxLength={200}
          rightSection={fetching ? <Loader size={14} /> : null}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            combobox.openDropdown();
            combobox.updateSelectedOptionIndex();
          }}
          onClick={() => combobox.openDropdown()}
          onFocus={() => combobox.openDropdown()}
          onBlur={() => combobox.closeDropdown()}
        />
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Options aria-label="Experiments to add" mah={320} style={{ overflowY: 'auto' }}>
          {offered.map((row) => (
            <Combobox.Option key={row.id} value={String(row.number)} className={classes.option}>
              <span className="number">{experimentId(row.number)}</span>
              <span className={classes.name} title={row.name}>
                {row.name}
              </span>
              <StatusBadge status={row.status} />
            </Combobox.Option>
          ))}
          {data && offered.length === 0 && (
            <Combobox.Empty>{typed ? 'No other experiment fits' : 'There is no other'}</Combobox.Empty>
          )}
          {error && !data && <Combobox.Empty>{error.message}</Combobox.Empty>}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
