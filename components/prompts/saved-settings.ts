import type { Draft, Settings } from '@/components/studio/draft';
import type { SavedSettings } from '@/lib/prompts/wire';

/** What of a form is kept as settings: all but its words and its images. */
export function toSavedSettings(settings: Settings): SavedSettings {
  return {
    provider: settings.providerId,
    model: settings.model,
    size: settings.size,
    seconds: settings.seconds,
    takes: settings.takes,
    fps: settings.fps,
    seed: settings.seed,
    negative_prompt: settings.negativePrompt,
    user: settings.user,
    metadata: settings.metadata,
    options: settings.options,
  };
}

/** Settings as they were kept, as part of a form. */
export function toSettings(saved: SavedSettings) {
  const { provider, negative_prompt: negativePrompt, ...rest } = saved;
  return { ...rest, providerId: provider, negativePrompt } satisfies Partial<Draft>;
}

/** Settings in a line, as far as they are set: `sora-2 · 1280×720 · 4 s · ×3`. */
export function describeSettings(
  saved: SavedSettings,
  spell: { seconds: (value: number) => string },
): string {
  const { model, size, seconds, takes, fps, seed, options } = saved;
  const parts = [
    model,
    size?.replace('x', '×'),
    seconds !== null && spell.seconds(seconds),
    takes > 1 && `×${takes}`,
    fps !== null && `${fps} fps`,
    seed !== null && `# ${seed}`,
    ...Object.entries(options)
      .filter(([, value]) => value !== '')
      .map(([name, value]) => `${name} ${value}`),
  ];
  return parts.filter(Boolean).join(' · ');
}
