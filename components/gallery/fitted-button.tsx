import type { ComponentProps } from 'react';
import { Button } from '@/components/ui/button';

/** A button that says it in fewer words where its tile is narrow; the whole of it is its hint then. */
export function FittedButton({
  words,
  short,
  ...rest
}: ComponentProps<typeof Button> & { words: string; short: string }) {
  return (
    <Button title={words} {...rest}>
      <span className="@max-[14rem]:hidden">{words}</span>
      <span className="@min-[14rem]:hidden">{short}</span>
    </Button>
  );
}
