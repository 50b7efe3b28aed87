import type { ComponentProps } from 'react';
import { TextField } from './text-field';

/** A line that means what it says to the letter: an address, an id, a key. */
export function CodeField(props: ComponentProps<typeof TextField>) {
  return (
    <TextField
      autoCapitalize="off"
      spellCheck={false}
      {...props}
      className={`font-mono ${props.className ?? ''}`}
    />
  );
}
