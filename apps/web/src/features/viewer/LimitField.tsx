'use client';

import { TextInput } from '@mantine/core';
import { useEffect, useState } from 'react';

interface LimitFieldProps {
  label: string;
  value: number;
  onChange: (value: number) => void;
}

/** A number of any size, also as 1.5e-7; taken with Enter or on leaving. */
export function LimitField({ label, value, onChange }: LimitFieldProps) {
  const shown = limitText(value);
  const [text, setText] = useState(shown);
  useEffect(() => setText(shown), [shown]);
  const number = text.trim() === '' ? Number.NaN : Number(text.replace('\u2212', '-'));
  const isNumber = Number.isFinite(number);
  const take = () => {
    if (!isNumber) setText(shown);
    else if (text !== shown) onChange(number);
  };
  return (
    <TextInput
      aria-label={label}
      size="xs"
      inputMode="text"
      styles={{ input: { fontFamily: 'var(--mono)' } }}
      value={text}
      error={!isNumber}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={take}
      onKeyDown={(event) => {
        if (event.key === 'Enter') take();
        if (event.key === 'Escape') setText(shown);
      }}
    />
  );
}

/** Five digits, which is finer than a level; as 1.5e-7 where zeros would fill the field. */
function limitText(value: number): string {
  const rounded = Number(value.toPrecision(5));
  const size = Math.abs(rounded);
  return size !== 0 && size < 1e-3 ? rounded.toExponential() : String(rounded);
}
