import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { copyText } from '@/lib/client/copy-text';

const confirmationMs = 1_500;

/** Puts a text on the clipboard and says so by its icon. */
export function CopyButton({ label, text }: { label: string; text: string }) {
  const t = useTranslations('common');
  const [isCopied, setIsCopied] = useState(false);

  async function copy() {
    await copyText(text);
    setIsCopied(true);
    setTimeout(() => setIsCopied(false), confirmationMs);
  }

  const Icon = isCopied ? Check : Copy;
  return (
    <button
      type="button"
      aria-label={isCopied ? t('copied') : label}
      title={label}
      onClick={copy}
      className="-my-1 flex size-7 shrink-0 items-center justify-center rounded-control text-faint transition-colors duration-150 hover:bg-raised hover:text-text pointer-coarse:-my-2 pointer-coarse:size-10"
    >
      <Icon size={14} strokeWidth={1.5} aria-hidden />
    </button>
  );
}
