import { Check, Crop, Info, type LucideIcon } from 'lucide-react';
import { useFormatter, useTranslations } from 'use-intl';
import type { DraftImage } from '@/components/studio/draft';
import { type Framing, isCropped, leftOut, type Pixels } from '@/lib/media/framing';
import { useFittedFile } from './use-fitted-file';

type FramingStateProps = { image: DraftImage; frame: Pixels | null; framing: Framing };

/** What is done to the image, with a sign: green where all of it is seen, amber where something is left out. */
function useVerdict({ image, frame, framing }: FramingStateProps): {
  icon: LucideIcon;
  tone: string;
  words: string;
} {
  const t = useTranslations('framing');
  const format = useFormatter();
  if (!frame) return { icon: Info, tone: 'text-unsure', words: t('noSize') };
  if (framing.fit === 'none') return { icon: Info, tone: 'text-muted', words: t('asItIs') };
  if (!isCropped(image, frame, framing)) return { icon: Check, tone: 'text-ready', words: t('fitsShort') };
  const part = format.number(leftOut(image, frame, framing), { style: 'percent' });
  return { icon: Crop, tone: 'text-unsure', words: t('croppedShort', { part }) };
}

/** The pixels and bytes that will be sent, and what becomes of the image. The bytes are counted, not guessed. */
export function FramingState(props: FramingStateProps) {
  const { image, frame, framing } = props;
  const t = useTranslations('framing');
  const format = useFormatter();
  const { icon: Icon, tone, words } = useVerdict(props);
  const file = useFittedFile(image.file, frame, framing);
  const { width, height } = frame && framing.fit !== 'none' ? frame : image;
  const kilobytes = (file?.size ?? 0) / 1000;
  const weight =
    kilobytes < 1000
      ? format.number(kilobytes, { style: 'unit', unit: 'kilobyte', maximumFractionDigits: 0 })
      : format.number(kilobytes / 1000, { style: 'unit', unit: 'megabyte', maximumFractionDigits: 1 });

  return (
    <p
      className="mr-auto flex min-w-0 flex-wrap max-sm:w-full items-center gap-x-3 gap-y-1 text-13"
      aria-live="polite"
    >
      <span className="tabular-nums">
        {width}×{height}
      </span>
      <span data-testid="framed-bytes" className="min-w-16 text-muted tabular-nums">
        {file === undefined ? '…' : file === null ? t('cannotDraw') : weight}
      </span>
      <span className="inline-flex items-center gap-1.5 text-muted">
        <Icon size={16} strokeWidth={1.5} aria-hidden className={tone} />
        {words}
      </span>
    </p>
  );
}
