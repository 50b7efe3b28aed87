'use client';

import { useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { usePictures } from '@/components/pictures/use-pictures';
import { openDialog } from '@/components/studio/dialogs';
import { fillDraft, getDraft, type ImageSlot, useDraft, useSettings } from '@/components/studio/draft';
import { late } from '@/components/ui/late';
import { useHydrated } from '@/components/ui/use-hydrated';
import { modelOptions } from '@/lib/client/model-queries';
import { Chips } from './chips';
import { type ComposerActions, offerActions } from './composer-actions';
import { ComposerNotes } from './composer-notes';
import { countPrompts } from './expand-prompt';
import { barFields, fieldId } from './field';
import { FrameSlots } from './frame-slots';
import { MoreButton } from './more-button';
import { findModel, type Narrowing, narrowChoices } from './narrow-choices';
import { PromptField } from './prompt-field';
import { findEmptySlot, findSlots } from './prompt-slots';
import { fieldProps, isBlocked, setRefusal, useFaultyField, useRefusal } from './refusal';
import { type Missing, SendButton } from './send-button';
import { choicesOf, faultOfMetadata, hasFirstFrame, mostOf, narrowRest } from './to-create';
import { timesPrompts, useEstimate } from './use-estimate';
import { useSend } from './use-send';
import { whenThere } from './when-there';

const MorePanel = late(() => import('./more-panel').then((module) => module.MorePanel));
const PromptTools = late(() => import('./prompt-tools').then((module) => module.PromptTools));
const PromptHints = late(() => import('./prompt-hints').then((module) => module.PromptHints));
const SlotFields = late(() => import('./slot-fields').then((module) => module.SlotFields));
const LimitNote = late(() => import('@/components/spending/limit-note').then((module) => module.LimitNote));
const FieldFault = late(() => import('./field-fault').then((module) => module.FieldFault));
const PageDrop = late(() => import('@/components/pictures/page-drop').then((module) => module.PageDrop));

/** A tile that is dropped on a slot: its video is opened to choose a frame of it. */
function chooseFrameOf(videoId: string, slot: ImageSlot | null): void {
  openDialog({ name: 'pictures', slot: slot ?? 'firstFrame', videoId });
}

/** The bar at the foot of the gallery: a first frame, words, a few choices, send. */
export function Composer() {
  const t = useTranslations('composer');
  const bar = useRef<HTMLElement>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  // Not the words: they change at every key, and nothing here but these two answers depends on them.
  const settings = useSettings();
  const isBlank = useDraft(({ prompt }) => prompt.trim() === '');
  const isContentBlocked = useDraft(isBlocked);
  const prompts = useDraft(({ prompt }) => countPrompts(prompt));
  const hasSlots = useDraft(({ prompt }) => findSlots(prompt).length > 0);
  const { data } = useQuery(modelOptions());
  // Another part of the page may have asked before this one's code came.
  const models = useHydrated() ? data : undefined;
  const [narrowings, setNarrowings] = useState<Narrowing[]>([]);
  const [missedSlot, setMissedSlot] = useState<{ slot: string } | null>(null);
  const [isMoreOpen, setMoreOpen] = useState(false);
  const openMore = useCallback(() => setMoreOpen(true), []);
  const { send } = useSend();
  const refusal = useRefusal();
  const faulty = useFaultyField();
  const actions = useRef<ComposerActions | null>(null);

  const model = useMemo(() => (models ? findModel(models.data, settings) : null), [models, settings]);
  const { news, takeFiles, takeAddress, forgetNews } = usePictures(model, openMore);
  const takesLastFrame = model !== null && mostOf(model, 'last_frame') > 0;
  const isFrameTaken =
    settings.firstFrame !== null && model?.firstframe.references.some(({ role }) => role === 'first_frame');
  const { estimate, stopped, lookAgain } = useEstimate(model, settings);
  // What was said of a field is no longer true once that is another.
  const isMended = refusal !== null && refusal.field !== null && faulty === null;
  const isStopped = stopped !== null;
  const missing = findMissing();

  function findMissing(): Missing {
    if (!models) return 'loading';
    if (!model) return 'model';
    if (isBlank) return 'prompt';
    if (isContentBlocked) return 'blocked';
    if (model.firstframe.metadata && faultOfMetadata(settings.metadata) !== null) return 'metadata';
    return stopped ? 'limit' : null;
  }

  // The gallery keeps this much room at its end, so that the bar never hides the last row.
  useEffect(() => {
    const { current: element } = bar;
    if (!element) return;
    const observer = new ResizeObserver(() => {
      document.documentElement.style.setProperty('--composer-height', `${element.offsetHeight}px`);
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  function chooseModel(providerId: string, id: string) {
    const next = models?.data.find(
      (candidate) => candidate.id === id && candidate.firstframe.provider.id === providerId,
    );
    if (!next) return;
    const narrowed = choicesOf(next, getDraft());
    const rest = narrowRest(next, getDraft());
    fillDraft({ ...narrowed.choices, ...rest.changes });
    setNarrowings([...narrowed.narrowings, ...rest.narrowings]);
  }

  /** A size or a length that was just chosen stays, and the other gives way where they do not go together. */
  function choose(changed: 'size' | 'seconds', wish: { size: string } | { seconds: number }) {
    if (!model) return;
    const draft = getDraft();
    const hasReference = hasFirstFrame(model, draft);
    const narrowed = narrowChoices(model, { ...draft, ...wish }, { changed, hasReference });
    fillDraft(narrowed.narrowings.length > 0 ? narrowed.choices : wish);
    setNarrowings(narrowed.narrowings);
  }

  function submit() {
    if (!model || missing !== null) return;
    const draft = getDraft();
    const slot = findEmptySlot(draft.prompt, draft.slotValues);
    setMissedSlot(slot === null ? null : { slot });
    if (slot !== null) return;
    if (countPrompts(draft.prompt) > 1) return openDialog({ name: 'matrix' });
    const narrowed = choicesOf(model, draft);
    if (model.firstframe.seconds.values.length === 0 && narrowed.narrowings.length > 0) {
      // A typed length stays as typed until now; nothing is sent that was not seen first.
      fillDraft(narrowed.choices);
      setNarrowings(narrowed.narrowings);
      return;
    }
    setNarrowings([]);
    forgetNews();
    void send(model).then(lookAgain);
  }

  function chooseImage(slot: ImageSlot) {
    if (typeof slot === 'number') openMore();
    whenThere(fieldId(typeof slot === 'number' ? 'references' : slot), (control) => control.click());
  }

  useEffect(() => {
    actions.current = { send: submit, choose, chooseImage, openMore };
  });
  useEffect(
    () =>
      offerActions({
        send: () => actions.current?.send(),
        choose: (changed, wish) => actions.current?.choose(changed, wish),
        chooseImage: (slot) => actions.current?.chooseImage(slot),
        openMore: () => actions.current?.openMore(),
      }),
    [],
  );

  // What is said stands at the top, which may be out of sight where the bar scrolls.
  useEffect(() => {
    if (refusal || isStopped) scroller.current?.scrollTo({ top: 0 });
  }, [refusal, isStopped]);

  // What is wrong is shown where it stands, also when that is folded away.
  const isInPanel = faulty !== null && !barFields.includes(faulty);
  useEffect(() => {
    if (isInPanel) setMoreOpen(true);
  }, [isInPanel]);

  return (
    <>
      <PageDrop model={model} onFiles={takeFiles} onAddress={takeAddress} onVideo={chooseFrameOf} />
      <section
        ref={bar}
        id="composer"
        aria-label={t('label')}
        className="fixed inset-x-0 bottom-0 z-30 mx-auto w-full max-w-[880px] sm:bottom-4 sm:px-4"
      >
        {/* The words have no box of their own, so the bar shows where the focus is. */}
        <div className="flex max-h-[max(15rem,calc(100dvh-9rem))] flex-col border-line border-t bg-panel p-3 pb-[max(0.75rem,env(safe-area-inset-bottom))] shadow-raised sm:pb-3 transition-colors duration-150 ease-settle has-[textarea:focus-visible]:border-accent sm:rounded-bar sm:border">
          {/* What has no room scrolls, so that the choices stay in reach, and some of the gallery in sight. */}
          <div ref={scroller} className="-mx-3 -mt-3 min-h-0 overflow-y-auto overscroll-contain px-3 pt-3">
            <ComposerNotes
              model={model}
              narrowings={narrowings}
              news={news}
              refused={isMended ? null : refusal}
              onSize={(size) => choose('size', { size })}
              onDismiss={() => {
                setNarrowings([]);
                forgetNews();
                setRefusal(null);
              }}
            />
            {model && <PromptHints model={model} />}
            {stopped && <LimitNote stopped={stopped} />}
            <div className={`flex gap-3 ${takesLastFrame ? 'flex-wrap' : ''}`}>
              <FrameSlots model={model} faulty={faulty} onFiles={takeFiles} />
              <div className="min-w-0 flex-1 basis-64">
                <PromptField
                  field={field}
                  control={fieldProps('prompt', faulty)}
                  placeholder={isFrameTaken ? t('placeholderWithFrame') : t('placeholder')}
                  onSend={submit}
                />
                {/* They come after the page, into a row that is kept for them. */}
                <div className="-ml-2 flex h-8 items-center pointer-coarse:h-10">
                  <PromptTools field={field} />
                </div>
              </div>
            </div>
            {hasSlots && <SlotFields missed={missedSlot} />}
            {isMoreOpen && model && <MorePanel model={model} onFiles={takeFiles} />}
          </div>
          {refusal && model && (
            <div className="shrink-0">
              <FieldFault of={barFields} model={model} />
            </div>
          )}
          <div className="mt-3 flex shrink-0 items-center gap-2">
            <Chips
              models={models?.data ?? []}
              model={model}
              faulty={faulty}
              onModel={chooseModel}
              onChoose={choose}
            />
            <MoreButton model={model} isOpen={isMoreOpen} onToggle={() => setMoreOpen(!isMoreOpen)} />
            <SendButton
              missing={missing}
              estimate={estimate && timesPrompts(estimate, prompts)}
              prompts={prompts}
              onSend={submit}
            />
          </div>
        </div>
      </section>
    </>
  );
}
