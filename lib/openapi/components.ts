import 'server-only';
import { z } from 'zod';
import { newTokenRequest, signInRequest } from '@/lib/access/tokens';
import { newTokenSchema, removedTokenSchema, sessionSchema, tokenListSchema } from '@/lib/access/wire';
import { type ErrorBody, errorCodeList } from '@/lib/errors';
import { adoptSchema, attachSchema } from '@/lib/jobs/attach-video';
import { healthSchema } from '@/lib/jobs/check-health';
import { createSchema } from '@/lib/jobs/create-request';
import { importReportSchema } from '@/lib/jobs/import-library';
import { changeSchema, checkSchema, connectSchema, testSchema } from '@/lib/jobs/provider-request';
import {
  candidateListSchema,
  deletedVideoSchema,
  jobLogSchema,
  videoListSchema,
  videoSchema,
} from '@/lib/jobs/wire';
import {
  connectionReportSchema,
  dialectCheckSchema,
  modelListSchema,
  modelSchema,
  presetListSchema,
  presetSchema,
  providerListSchema,
  providerSchema,
  removedProviderSchema,
} from '@/lib/providers/wire';

const errorSchema: z.ZodType<ErrorBody> = z.object({
  error: z.object({
    message: z.string(),
    type: z.string(),
    param: z.string().nullable(),
    code: z.enum(errorCodeList),
    firstframe: z.object({ body: z.string() }).optional(),
  }),
});

/** What requests are checked with, by the name in the document. */
export const requestSchemas = {
  CreateVideoRequest: createSchema,
  RemixVideoRequest: createSchema.pick({ prompt: true }),
  AttachVideoRequest: attachSchema,
  AdoptVideoRequest: adoptSchema,
  ConnectProviderRequest: connectSchema,
  ChangeProviderRequest: changeSchema,
  TestProviderRequest: testSchema,
  CheckDialectRequest: checkSchema,
  SignInRequest: signInRequest,
  CreateTokenRequest: newTokenRequest,
} satisfies Record<string, z.core.$ZodType>;

/** What multipart bodies are checked with once they were taken apart: values are texts there, images may be files. */
export const formSchemas = {
  CreateVideoForm: createSchema,
  RemixVideoForm: createSchema.pick({ prompt: true }),
} satisfies Record<string, z.core.$ZodType>;

/** What answers are, by the name in the document. */
export const answerSchemas = {
  Video: videoSchema,
  VideoList: videoListSchema,
  DeletedVideo: deletedVideoSchema,
  Model: modelSchema,
  ModelList: modelListSchema,
  CandidateList: candidateListSchema,
  JobLog: jobLogSchema,
  Provider: providerSchema,
  ProviderList: providerListSchema,
  DeletedProvider: removedProviderSchema,
  Preset: presetSchema,
  PresetList: presetListSchema,
  ConnectionReport: connectionReportSchema,
  DialectCheck: dialectCheckSchema,
  Session: sessionSchema,
  TokenList: tokenListSchema,
  NewToken: newTokenSchema,
  DeletedToken: removedTokenSchema,
  ImportReport: importReportSchema,
  // Callers who may not come in are told whether it is well, and no more.
  Health: healthSchema.partial({ database: true, storage: true, poller: true }),
  Error: errorSchema,
} satisfies Record<string, z.core.$ZodType>;

export type RequestName = keyof typeof requestSchemas | keyof typeof formSchemas;
export type AnswerName = keyof typeof answerSchemas;
