import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/ui/button';
import { showToast } from '@/components/ui/toast';
import { messageOf } from '@/lib/client/message-of';
import { sharingOptions, turnSharing } from '@/lib/client/share-queries';

/** Turns sharing on or off for the whole studio. */
export function SharingSwitch({ isOn }: { isOn: boolean }) {
  const t = useTranslations('share');
  const client = useQueryClient();
  const [isBusy, setIsBusy] = useState(false);

  async function turn() {
    setIsBusy(true);
    try {
      client.setQueryData(sharingOptions().queryKey, await turnSharing(!isOn));
    } catch (error) {
      void showToast(messageOf(error));
    } finally {
      setIsBusy(false);
    }
  }

  return (
    <Button onClick={turn} disabled={isBusy}>
      {t(isOn ? 'turnOff' : 'turnOn')}
    </Button>
  );
}
