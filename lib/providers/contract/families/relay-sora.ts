import { z } from 'zod';
import { asBytes, type Family, type Reply, recorded, type Scene } from '@/lib/providers/contract/family';
import {
  anyText,
  bareBase64,
  httpUrl,
  integerText,
  numberText,
  objectText,
} from '@/lib/providers/contract/wire-rules';

/**
 * A relay in the "Sora format", as its OpenAPI document describes the create (`fixtures/openapi/relay-sora-format.json`):
 * twelve text parts, none required. What it answers is New-API's (QuantumNous/new-api @ 7c28993f6: `dto/task.go`,
 * `model/task.go`, `controller/video_proxy.go`).
 */

const job = ({ id }: Scene, changes: Record<string, unknown>): Reply => ({
  body: {
    id,
    task_id: id,
    object: 'video',
    model: 'kling-v1',
    status: 'queued',
    progress: 0,
    created_at: 1764347090,
    ...changes,
  },
});

const completed = (scene: Scene, url: string): Reply =>
  job(scene, { status: 'completed', progress: 100, completed_at: 1764347290, metadata: { url } });

export const relaySoraFamily: Family = {
  preset: 'relay-sora',
  basePath: '/v1',
  auth: [{ header: 'authorization', prefix: 'Bearer ' }],
  create: {
    target: '/v1/videos',
    rules: {
      multipart: {
        parts: {
          model: anyText,
          prompt: anyText,
          image: { text: z.union([httpUrl, bareBase64]) },
          duration: numberText,
          width: integerText,
          height: integerText,
          fps: integerText,
          seed: integerText,
          n: integerText,
          response_format: { text: z.literal('url') },
          user: anyText,
          metadata: objectText,
        },
      },
    },
    reply: ({ id }) => recorded('newapi-spec-create', { id }),
  },
  refusal: ({ field, message }) => ({
    status: 400,
    body: { code: 'invalid_request', message: `${field}: ${message}`, data: null },
  }),
  id: 'sora-2:task_yQ3/x+8A==',
  retrieve: (id) => `/v1/videos/${id}`,
  polls: [
    // The row of a job is written after its create is answered, so this can be the first answer.
    { reply: () => recorded('newapi-task-error'), state: 'gone or trouble' },
    { reply: (scene) => job(scene, { status: 'unknown', metadata: { url: '' } }), state: 'queued' },
    { reply: (scene) => job(scene, { status: 'queued', progress: 20 }), state: 'queued' },
    { reply: (scene) => job(scene, { status: 'in_progress', progress: 50 }), state: 'running' },
    { reply: (scene) => completed(scene, 'https://cdn.example.com/a.mp4'), state: 'succeeded' },
    {
      reply: (scene) =>
        job(scene, {
          status: 'failed',
          progress: 100,
          metadata: { url: 'upstream said no' },
          error: { message: 'upstream said no', code: 'task_failed' },
        }),
      state: 'failed',
    },
  ],
  results: [
    {
      name: 'a URL in the job, at another origin',
      polled: (scene) => completed(scene, 'http://cdn.example.com/a.mp4'),
      files: { 'http://cdn.example.com/a.mp4': asBytes },
    },
    {
      name: "a URL in the job that is the relay's own /content",
      polled: (scene) =>
        completed(scene, `${scene.origin}/v1/videos/${encodeURIComponent(scene.id)}/content`),
      files: { '/v1/videos/{id}/content': asBytes },
    },
    {
      name: 'no URL, so /content',
      polled: (scene) => completed(scene, ''),
      files: { '/v1/videos/{id}/content': asBytes },
    },
  ],
  notFound: recorded('newapi-task-error'),
};
