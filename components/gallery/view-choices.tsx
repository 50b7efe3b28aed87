import { useTranslations } from 'use-intl';
import { ChoiceList } from '@/components/find/choice-list';
import { setView, useView } from './view';

/** The steps that differ where a picture is hardly wider than the screen: one in a row, two, three. */
const sizes = [
  ['2', 'large'],
  ['1', 'medium'],
  ['0', 'small'],
] as const;

/** How the gallery is looked at, in one list, for screens that have no room for a slider. */
export function ViewChoices({ onDone }: { onDone: () => void }) {
  const t = useTranslations('view');
  const { isList, size } = useView();
  return (
    <ChoiceList
      label={t('label')}
      choices={[
        ...sizes.map(([value, word]) => ({ value, name: t(word) })),
        { value: 'list', name: t('list') },
      ]}
      chosen={[isList ? 'list' : String(Math.min(size, 2))]}
      isMany={false}
      onToggle={(value) => {
        setView(value === 'list' ? { isList: true } : { isList: false, size: Number(value) });
        onDone();
      }}
    />
  );
}
