import { type FormEvent, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { DraftImage } from '@/components/studio/draft';
import { Button } from '@/components/ui/button';
import { FormField, inputLook } from '@/components/ui/form-field';
import { ApiError } from '@/lib/client/api';
import { fetchByAddress } from './fetch-picture';

/** A picture by its address on the web, which the studio fetches. */
export function AddressForm({ onImage }: { onImage: (image: DraftImage) => void }) {
  const t = useTranslations('pictures.dialog');
  const [url, setUrl] = useState('');
  const [isFetching, setIsFetching] = useState(false);
  const [error, setError] = useState<string | null>(null);

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (url.trim() === '' || isFetching) return;
    setIsFetching(true);
    setError(null);
    try {
      onImage(await fetchByAddress(url.trim()));
    } catch (failure) {
      if (!(failure instanceof ApiError)) throw failure;
      setError(failure.message);
    } finally {
      setIsFetching(false);
    }
  }

  return (
    <form onSubmit={submit} className="min-w-0 flex-1 basis-80">
      <FormField label={t('address')} error={error}>
        {(ids) => (
          <div className="flex gap-2">
            <input
              {...ids}
              type="url"
              inputMode="url"
              autoComplete="off"
              spellCheck={false}
              placeholder="https://…"
              value={url}
              onChange={({ target }) => setUrl(target.value)}
              className={`${inputLook} h-8 min-w-0 pointer-coarse:h-10`}
            />
            <Button type="submit" disabled={url.trim() === '' || isFetching}>
              {t(isFetching ? 'fetching' : 'fetch')}
            </Button>
          </div>
        )}
      </FormField>
    </form>
  );
}
