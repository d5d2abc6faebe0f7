'use client';

import { Modal, UnstyledButton } from '@mantine/core';
import { Spotlight, useSpotlight } from '@mantine/spotlight';
import { IconSearch } from '@tabler/icons-react';
import { useId, useLayoutEffect, useState } from 'react';
import classes from './Palette.module.css';
import type { PaletteEntry } from './paletteEntries.tsx';
import { palette, paletteStore } from './paletteStore.ts';
import { nothingFound } from './paletteText.ts';
import { usePaletteGroups } from './usePaletteGroups.ts';

/** Goes to any page, opens what is found by name or number, and does what can be done everywhere. */
export function Palette() {
  const [text, setText] = useState('');
  return (
    <Spotlight.Root
      store={paletteStore}
      query={text}
      onQueryChange={setText}
      shortcut={null}
      overlayProps={{ backgroundOpacity: 0.35, blur: 0 }}
      transitionProps={{ duration: 120, transition: 'fade' }}
      classNames={{ content: classes.content }}
    >
      {/* Not by the dialog's own header, which would be the page's second banner. */}
      <Modal.Title className={classes.title}>Find or go to</Modal.Title>
      <Content text={text.trim()} />
    </Spotlight.Root>
  );
}

/** The field, and below it what may be chosen by arrows and Enter while the field keeps the focus. */
function Content({ text }: { text: string }) {
  const { groups, isSettled, error } = usePaletteGroups(text);
  const { selected } = useSpotlight(paletteStore);
  const list = useId();
  const entries = groups.flatMap((group) => group.entries);
  const shown = entries.map(({ id }) => id).join(' ');
  const active = entries[selected]?.id;
  // Before it is seen: whoever sees an entry may press Enter.
  // biome-ignore lint/correctness/useExhaustiveDependencies: of another text the first is chosen
  useLayoutEffect(() => choose(list, () => 0), [text, list]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: as entries come and go the chosen one stays
  useLayoutEffect(() => choose(list, (chosen) => Math.max(0, chosen)), [shown, list]);
  return (
    <>
      <Spotlight.Search
        classNames={{ input: classes.search }}
        role="combobox"
        aria-label="Find or go to"
        aria-expanded={entries.length > 0}
        aria-controls={list}
        {...(active === undefined ? {} : { 'aria-activedescendant': `${list}-${active}` })}
        placeholder="A page, E-42, a name, #17 of the open data set"
        leftSection={<IconSearch size={18} stroke={1.6} aria-hidden />}
        onKeyDown={() => queueMicrotask(tellChosen)}
      />
      {entries.length > 0 && (
        <div role="listbox" id={list} aria-label="Found" className={classes.list}>
          {groups.map(({ name, entries: within }) => (
            <Spotlight.ActionsGroup
              key={name}
              label={name}
              classNames={{ actionsGroup: classes.group }}
              role="group"
              aria-label={name}
            >
              {within.map((entry) => (
                <Option
                  key={entry.id}
                  id={`${list}-${entry.id}`}
                  entry={entry}
                  isActive={entry.id === active}
                />
              ))}
            </Spotlight.ActionsGroup>
          ))}
        </div>
      )}
      {entries.length === 0 && !error && (
        <Spotlight.Empty role="status">{isSettled ? nothingFound(text) : 'Looking'}</Spotlight.Empty>
      )}
      {error && <Spotlight.Empty role="alert">{error}</Spotlight.Empty>}
    </>
  );
}

interface OptionProps {
  id: string;
  entry: PaletteEntry;
  isActive: boolean;
}

/** An action of the library that has an id, by which the field names the chosen one to those who hear the page. */
function Option({ id, entry: { label, detail, sign, aside, run }, isActive }: OptionProps) {
  return (
    <UnstyledButton
      id={id}
      role="option"
      aria-selected={isActive}
      data-action
      tabIndex={-1}
      className={classes.option}
      // The field keeps the focus.
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => {
        run();
        palette.close();
      }}
    >
      <span className={classes.sign}>{sign}</span>
      <span className={classes.words}>
        <span className={classes.label}>{label}</span>
        {detail && <span className={classes.detail}>{detail}</span>}
      </span>
      {aside}
    </UnstyledButton>
  );
}

/** The library counts on by arrows and tells nobody, so that the field would go on naming the first. */
const tellChosen = (): void => paletteStore.setState({ ...paletteStore.getState() });

/** Marks and counts as the library does when keys are pressed; `place` is told which is chosen, -1 for none. */
function choose(list: string, place: (chosen: number) => number): void {
  const options = [...(document.getElementById(list)?.querySelectorAll('[data-action]') ?? [])];
  const chosen = options.findIndex((option) => option.hasAttribute('data-selected'));
  const next = place(chosen);
  options[chosen]?.removeAttribute('data-selected');
  options[next]?.setAttribute('data-selected', 'true');
  paletteStore.setState({ ...paletteStore.getState(), listId: list, selected: next });
}
