'use client';

import { useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { fillDraft, getDraft, type ImageSlot, useDraft, useSettings } from '@/components/studio/draft';
import { late } from '@/components/ui/late';
import { modelOptions } from '@/lib/client/model-queries';
import { Chips } from './chips';
import { type ComposerActions, offerActions } from './composer-actions';
import { ComposerNotes, noNotes } from './composer-notes';
import { barFields, fieldId } from './field';
import { FirstFrameSlot } from './first-frame-slot';
import { MoreButton } from './more-button';
import { findModel, narrowChoices } from './narrow-choices';
import { PromptField } from './prompt-field';
import { findEmptySlot, findSlots } from './prompt-slots';
import { readFirstFrame } from './read-first-frame';
import { fieldProps, isBlocked, setRefusal, useFaultyField, useRefusal } from './refusal';
import { type Missing, SendButton } from './send-button';
import { choicesOf, faultOfMetadata, hasFirstFrame, narrowRest } from './to-create';
import { useEstimate } from './use-estimate';
import { useSend } from './use-send';
import { whenThere } from './when-there';

const MorePanel = late(() => import('./more-panel').then((module) => module.MorePanel));
const PromptTools = late(() => import('./prompt-tools').then((module) => module.PromptTools));
const PromptHints = late(() => import('./prompt-hints').then((module) => module.PromptHints));
const SlotFields = late(() => import('./slot-fields').then((module) => module.SlotFields));
const LimitNote = late(() => import('@/components/spending/limit-note').then((module) => module.LimitNote));
const FieldFault = late(() => import('./field-fault').then((module) => module.FieldFault));
const PageDrop = late(() => import('./page-drop').then((module) => module.PageDrop));

/** The bar at the foot of the gallery: a first frame, words, a few choices, send. */
export function Composer() {
  const t = useTranslations('composer');
  const bar = useRef<HTMLElement>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const openChooser = useRef<(() => void) | null>(null);
  const isChooserWanted = useRef(false);
  // Not the words: they change at every key, and nothing here but these two answers depends on them.
  const settings = useSettings();
  const isBlank = useDraft(({ prompt }) => prompt.trim() === '');
  const isContentBlocked = useDraft(isBlocked);
  const hasSlots = useDraft(({ prompt }) => findSlots(prompt).length > 0);
  const { data: models } = useQuery(modelOptions());
  const [notes, setNotes] = useState(noNotes);
  const [missedSlot, setMissedSlot] = useState<{ slot: string } | null>(null);
  const [isMoreOpen, setMoreOpen] = useState(false);
  const { send } = useSend();
  const refusal = useRefusal();
  const faulty = useFaultyField();
  const actions = useRef<ComposerActions | null>(null);

  const model = useMemo(() => (models ? findModel(models.data, settings) : null), [models, settings]);
  const isFrameTaken =
    settings.firstFrame !== null && model?.firstframe.references.some(({ role }) => role === 'first_frame');
  const { estimate, stopped, lookAgain } = useEstimate(model, settings);
  // What was said of a field is no longer true once that is another.
  const isMended = refusal !== null && refusal.field !== null && faulty === null;
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

  const takeFiles = useCallback(async ([file, ...others]: File[]) => {
    if (!file) return;
    const read = await readFirstFrame(file);
    const refusal = 'refusal' in read ? read.refusal : null;
    setNotes({ ...noNotes, refusal, isOneOfSeveral: others.length > 0 });
    if ('frame' in read) fillDraft({ firstFrame: read.frame });
  }, []);

  const rememberChooser = useCallback((open: () => void) => {
    openChooser.current = open;
    if (isChooserWanted.current) open();
    isChooserWanted.current = false;
  }, []);

  /** The chooser is loaded after the page; who presses earlier gets it as soon as it is there. */
  function chooseFrame() {
    if (openChooser.current) openChooser.current();
    else isChooserWanted.current = true;
  }

  function chooseModel(providerId: string, id: string) {
    const next = models?.data.find(
      (candidate) => candidate.id === id && candidate.firstframe.provider.id === providerId,
    );
    if (!next) return;
    const narrowed = choicesOf(next, getDraft());
    const rest = narrowRest(next, getDraft());
    fillDraft({ ...narrowed.choices, ...rest.changes });
    setNotes({ ...noNotes, narrowings: [...narrowed.narrowings, ...rest.narrowings] });
  }

  /** A size or a length that was just chosen stays, and the other gives way where they do not go together. */
  function choose(changed: 'size' | 'seconds', wish: { size: string } | { seconds: number }) {
    if (!model) return;
    const draft = getDraft();
    const hasReference = hasFirstFrame(model, draft);
    const narrowed = narrowChoices(model, { ...draft, ...wish }, { changed, hasReference });
    fillDraft(narrowed.narrowings.length > 0 ? narrowed.choices : wish);
    setNotes({ ...noNotes, narrowings: narrowed.narrowings });
  }

  function submit() {
    if (!model || missing !== null) return;
    const draft = getDraft();
    const slot = findEmptySlot(draft.prompt, draft.slotValues);
    setMissedSlot(slot === null ? null : { slot });
    if (slot !== null) return;
    const narrowed = choicesOf(model, draft);
    if (model.firstframe.seconds.values.length === 0 && narrowed.narrowings.length > 0) {
      // A typed length stays as typed until now; nothing is sent that was not seen first.
      fillDraft(narrowed.choices);
      setNotes({ ...noNotes, narrowings: narrowed.narrowings });
      return;
    }
    setNotes(noNotes);
    void send(model).then(lookAgain);
  }

  function chooseImage(slot: ImageSlot) {
    if (slot === 'firstFrame') chooseFrame();
    else {
      setMoreOpen(true);
      whenThere(fieldId(slot === 'lastFrame' ? slot : 'references'), (control) => control.click());
    }
  }

  useEffect(() => {
    actions.current = { send: submit, choose, chooseImage, openMore: () => setMoreOpen(true) };
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

  // What is wrong is shown where it stands, also when that is folded away.
  const isInPanel = faulty !== null && !barFields.includes(faulty);
  useEffect(() => {
    if (isInPanel) setMoreOpen(true);
  }, [isInPanel]);

  return (
    <section
      ref={bar}
      id="composer"
      aria-label={t('label')}
      className="fixed inset-x-0 bottom-0 z-30 mx-auto w-full max-w-[880px] sm:bottom-4 sm:px-4"
    >
      <PageDrop onFiles={takeFiles} onReady={rememberChooser} />
      {/* The words have no box of their own, so the bar shows where the focus is. */}
      <div className="border-line border-t bg-panel p-3 shadow-raised transition-colors duration-150 ease-settle has-[textarea:focus-visible]:border-accent sm:rounded-bar sm:border">
        <ComposerNotes
          model={model}
          notes={notes}
          refused={isMended ? null : refusal}
          onSize={(size) => choose('size', { size })}
          onDismiss={() => {
            setNotes(noNotes);
            setRefusal(null);
          }}
        />
        {model && <PromptHints model={model} />}
        {stopped && <LimitNote stopped={stopped} />}
        <div className="flex gap-3">
          <FirstFrameSlot control={fieldProps('firstFrame', faulty)} onChoose={chooseFrame} />
          <div className="min-w-0 flex-1">
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
        {refusal && model && <FieldFault of={barFields} model={model} />}
        {isMoreOpen && model && <MorePanel model={model} />}
        <div className="mt-3 flex items-center gap-2">
          <Chips
            models={models?.data ?? []}
            model={model}
            faulty={faulty}
            onModel={chooseModel}
            onChoose={choose}
          />
          <MoreButton model={model} isOpen={isMoreOpen} onToggle={() => setMoreOpen(!isMoreOpen)} />
          <SendButton missing={missing} estimate={estimate} onSend={submit} />
        </div>
      </div>
    </section>
  );
}
