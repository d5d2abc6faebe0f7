'use client';

import { Combobox, TextInput, useCombobox } from '@mantine/core';
import { IconFilter } from '@tabler/icons-react';
import { useCallback, useEffect, useRef, useState } from 'react';
import classes from './ExperimentsPage.module.css';
import { filterOfWords, isUnfinished, suggestionsFor, withSuggestion } from './filterWords.ts';

// Rows follow within 150 ms of the last key. What is still being written would find nothing for a moment: it may wait.
const [FINISHED_MS, UNFINISHED_MS] = [40, 350];

interface FilterBarProps {
  text: string;
  onChange: (text: string) => void;
  /** Of the experiments in sight, to be offered. */
  tags: readonly string[];
}

/** Words such as model:CONV silhouette>.4, with what may come next. The list follows a moment after the last key. */
export function FilterBar({ text, onChange, tags }: FilterBarProps) {
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  const [typed, setTyped] = useState(text);
  const sent = useRef(text);
  const onLatest = useRef(onChange);
  onLatest.current = onChange;
  const send = useCallback((words: string) => {
    if (words === sent.current) return;
    sent.current = words;
    onLatest.current(words);
  }, []);
  useEffect(() => {
    if (text === sent.current) return;
    sent.current = text;
    setTyped(text);
  }, [text]);
  useEffect(() => {
    if (typed === sent.current) return;
    const timer = setTimeout(() => send(typed), isUnfinished(typed) ? UNFINISHED_MS : FINISHED_MS);
    return () => clearTimeout(timer);
  }, [typed, send]);
  const offered = suggestionsFor(typed, tags);
  const { problems } = filterOfWords(typed);
  return (
    <Combobox
      store={combobox}
      // Within the page's landmarks, where a portal is not.
      withinPortal={false}
      onOptionSubmit={(suggestion) => {
        setTyped(withSuggestion(typed, suggestion));
        combobox.resetSelectedOption();
      }}
    >
      <Combobox.Target>
        <TextInput
          className={classes.filter}
          aria-label="Find experiments"
          placeholder="Name, tag or E-42, model:CONV, silhouette>.4, clusters=3"
          size="xs"
          leftSection={<IconFilter size={14} aria-hidden />}
          value={typed}
          error={problems[0]}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            combobox.openDropdown();
            combobox.resetSelectedOption();
          }}
          onFocus={() => combobox.openDropdown()}
          onBlur={() => {
            combobox.closeDropdown();
            // Whoever leaves the field may be on the way to another page, which a later change of the address would undo.
            send(typed);
          }}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={offered.length === 0}>
        <Combobox.Options className={classes.offered} aria-label="Words that may come next">
          {offered.map((word) => (
            <Combobox.Option value={word} key={word}>
              {word}
            </Combobox.Option>
          ))}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
