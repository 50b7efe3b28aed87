import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { setNewsSettings, useNewsSettings } from './news-settings';
import { playSound } from './play-sound';
import { notificationPermission } from './use-notify';

type SwitchProps = {
  label: string;
  hint: string;
  isOn: boolean;
  isDisabled?: boolean;
  onChange: (isOn: boolean) => void;
};

function Switch({ label, hint, isOn, isDisabled = false, onChange }: SwitchProps) {
  return (
    <label className="flex min-h-10 gap-3 text-14">
      <input
        type="checkbox"
        checked={isOn}
        disabled={isDisabled}
        onChange={(event) => onChange(event.target.checked)}
        className="mt-0.5 size-4 shrink-0 accent-[var(--accent-fill)]"
      />
      <span>
        {label}
        <span className="block text-13 text-muted">{hint}</span>
      </span>
    </label>
  );
}

/** How this browser tells that a video ended. The browser is asked for its permission by the press that wants it, never before. */
export function NewsForm() {
  const t = useTranslations('news');
  const { notify, count, sound } = useNewsSettings();
  const [permission, setPermission] = useState(notificationPermission);

  async function changeNotify(isOn: boolean) {
    const granted = isOn && permission === 'default' ? await Notification.requestPermission() : permission;
    setPermission(granted);
    setNewsSettings({ notify: isOn && granted === 'granted' });
  }

  const hints = { impossible: t('impossible'), denied: t('blocked') };
  const isRefused = permission === 'impossible' || permission === 'denied';
  return (
    <div className="space-y-4">
      <p className="text-13 text-muted">{t('intro')}</p>
      <Switch
        label={t('notify')}
        hint={isRefused ? hints[permission] : t('notifyHint')}
        isOn={notify && permission === 'granted'}
        isDisabled={isRefused}
        onChange={changeNotify}
      />
      <Switch
        label={t('count')}
        hint={t('countHint')}
        isOn={count}
        onChange={(isOn) => setNewsSettings({ count: isOn })}
      />
      <Switch
        label={t('sound')}
        hint={t('soundHint')}
        isOn={sound}
        onChange={(isOn) => {
          setNewsSettings({ sound: isOn });
          // So that one knows what to listen for.
          if (isOn) void playSound().catch(() => {});
        }}
      />
    </div>
  );
}
