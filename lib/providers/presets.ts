import 'server-only';
import type { Dialect } from './dialect';
import { azureDialect } from './dialects/azure';
import { litellmDialect } from './dialects/litellm';
import { newApiDialect } from './dialects/new-api';
import { openaiDialect } from './dialects/openai';
import { openrouterDialect } from './dialects/openrouter';
import { relaySoraDialect } from './dialects/relay-sora';
import { sglangDialect } from './dialects/sglang';
import { tokenopsDialect } from './dialects/tokenops';
import { v2GenerationsDialect } from './dialects/v2-generations';
import { vllmOmniDialect } from './dialects/vllm-omni';
import { xaiDialect } from './dialects/xai';

/** A dialect that comes with the studio, and the public servers that speak it. */
export type Preset = { dialect: Dialect; baseUrls: { label: string; url: string }[] };

/** The dialects that a provider can be connected with. */
export const presets: readonly Preset[] = [
  { dialect: openaiDialect, baseUrls: [] },
  { dialect: relaySoraDialect, baseUrls: [{ label: 'Xiexus', url: 'https://api.xiexus.cn/v1' }] },
  {
    dialect: tokenopsDialect,
    baseUrls: [{ label: 'SkyEngine TokenOps', url: 'https://model-api.skyengine.com.cn/v1' }],
  },
  { dialect: newApiDialect, baseUrls: [] },
  { dialect: azureDialect, baseUrls: [] },
  { dialect: litellmDialect, baseUrls: [] },
  { dialect: vllmOmniDialect, baseUrls: [] },
  { dialect: sglangDialect, baseUrls: [] },
  { dialect: openrouterDialect, baseUrls: [{ label: 'OpenRouter', url: 'https://openrouter.ai/api/v1' }] },
  { dialect: xaiDialect, baseUrls: [{ label: 'xAI', url: 'https://api.x.ai/v1' }] },
  { dialect: v2GenerationsDialect, baseUrls: [] },
];

/** A preset's dialect by its id, or `null`. */
export function findPreset(id: string): Dialect | null {
  return presets.find(({ dialect }) => dialect.id === id)?.dialect ?? null;
}
