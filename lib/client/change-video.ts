import { requestJson } from './api';
import { deletedVideoSchema, videoSchema } from './schemas';

export type VideoAction = 'restore' | 'retry' | 'cancel' | 'send-again' | 'give-up' | 'ask-again';

/** Does one of the studio's actions to a video; answers with the video that it is about afterwards. */
export function changeVideo(id: string, action: VideoAction) {
  return requestJson(videoSchema, `/api/videos/${encodeURIComponent(id)}/${action}`, { method: 'POST' });
}

/** Moves a video to the trash. */
export function trashVideo(id: string) {
  return requestJson(deletedVideoSchema, `/v1/videos/${encodeURIComponent(id)}`, { method: 'DELETE' });
}

/** Where a variant of a video is. */
export function contentUrl(id: string, variant: 'video' | 'thumbnail' | 'spritesheet'): string {
  return `/v1/videos/${encodeURIComponent(id)}/content?variant=${variant}`;
}

/** Where a video is as a file to be saved under a name of its own. */
export function downloadUrl(id: string): string {
  return `${contentUrl(id, 'video')}&download=1`;
}
