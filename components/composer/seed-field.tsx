import { Dices, Lock, LockOpen, X } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { fillDraft, useSettings } from '@/components/studio/draft';
import { IconButton } from '@/components/ui/icon-button';
import { NumberField } from './more-fields';
import type { FieldProps } from './refusal';
import { rollSeed } from './roll-seed';

/** The seed: left open, one that stays, or a new one after each send. */
export function SeedField({ control }: { control: FieldProps }) {
  const t = useTranslations('composer');
  const more = useTranslations('settingsMore');
  const { seed, seedLocked, takes } = useSettings();
  const Sign = seedLocked ? Lock : LockOpen;
  return (
    <div>
      <div className="flex items-end gap-1">
        <NumberField
          label={t('seed')}
          control={control}
          value={seed}
          step={1}
          placeholder={t('seedOpen')}
          onChange={(value) => fillDraft({ seed: value })}
        />
        {seed !== null && (
          <IconButton
            label={more('seedLock')}
            title={more(seedLocked ? 'seedLocked' : 'seedUnlocked')}
            aria-pressed={seedLocked}
            onClick={() => fillDraft({ seedLocked: !seedLocked })}
          >
            <Sign size={16} strokeWidth={1.5} aria-hidden />
          </IconButton>
        )}
        <IconButton label={t('rollSeed')} onClick={() => fillDraft({ seed: rollSeed() })}>
          <Dices size={16} strokeWidth={1.5} aria-hidden />
        </IconButton>
        {seed !== null && (
          <IconButton label={t('clearSeed')} onClick={() => fillDraft({ seed: null })}>
            <X size={16} strokeWidth={1.5} aria-hidden />
          </IconButton>
        )}
      </div>
      {seed !== null && (!seedLocked || takes > 1) && (
        <p className="mt-1 text-13 text-faint">{more(takes > 1 ? 'seedForAll' : 'seedUnlocked')}</p>
      )}
    </div>
  );
}
