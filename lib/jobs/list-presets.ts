import 'server-only';
import { presets } from '@/lib/providers/presets';
import type { Preset } from '@/lib/providers/wire';

/** `GET /api/presets`: the dialects that come with the studio. */
export function listPresets(): { object: 'list'; data: Preset[] } {
  const data = presets.map(({ dialect, baseUrls }) => ({
    id: dialect.id,
    object: 'preset' as const,
    label: dialect.label,
    base_urls: baseUrls,
    dialect,
  }));
  return { object: 'list', data };
}
