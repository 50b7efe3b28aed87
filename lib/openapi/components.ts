import 'server-only';
import { z } from 'zod';
import { newTokenRequest, signInRequest } from '@/lib/access/tokens';
import { newTokenSchema, removedTokenSchema, sessionSchema, tokenListSchema } from '@/lib/access/wire';
import { type ErrorBody, errorCodeList } from '@/lib/errors';
import { adoptSchema, attachSchema } from '@/lib/jobs/attach-video';
import { batchSchema as batchRequestSchema } from '@/lib/jobs/batch-request';
import { batchListSchema, batchSchema } from '@/lib/jobs/batch-wire';
import { characterRequestSchema } from '@/lib/jobs/characters';
import { healthSchema } from '@/lib/jobs/check-health';
import { createSchema, imageFields } from '@/lib/jobs/create-request';
import { dailyLimitRequest } from '@/lib/jobs/daily-limits';
import { emptyTrashSchema } from '@/lib/jobs/empty-trash';
import { fromVideoSchemas } from '@/lib/jobs/from-video-request';
import { importReportSchema } from '@/lib/jobs/import-library';
import { lineageSchema } from '@/lib/jobs/lineage-wire';
import { jobLogSchema } from '@/lib/jobs/log-wire';
import { markVideosSchema } from '@/lib/jobs/mark-videos';
import { newsSchema } from '@/lib/jobs/news-wire';
import {
  emptiedTrashSchema,
  facetsSchema,
  projectListSchema,
  projectSchema,
  removedProjectSchema,
  timelineSchema,
  videoIdListSchema,
} from '@/lib/jobs/organise-wire';
import { setPriceRequest } from '@/lib/jobs/prices';
import { projectRequestSchema } from '@/lib/jobs/projects';
import { changeSchema, checkSchema, connectSchema, testSchema } from '@/lib/jobs/provider-request';
import { chosenSchema } from '@/lib/jobs/receive-chosen';
import { keepReferenceFormSchema, keepReferenceSchema } from '@/lib/jobs/receive-reference';
import { createRequestSchema } from '@/lib/jobs/request-wire';
import { keptSelectionSchema, selectionSummarySchema } from '@/lib/jobs/selection-wire';
import {
  dailyLimitSchema,
  priceListSchema,
  removedPriceSchema,
  setPriceSchema,
  spendingSchema,
} from '@/lib/jobs/spending-wire';
import { summaryRequest } from '@/lib/jobs/summarise-videos';
import {
  candidateListSchema,
  changedVideosSchema,
  characterSchema,
  deletedVideoSchema,
  referenceListSchema,
  referenceSchema,
  videoListSchema,
  videoSchema,
} from '@/lib/jobs/wire';
import { improvementSchema, improverSchema } from '@/lib/prompts/improver-request';
import { changeSavedSchema, saveSchema } from '@/lib/prompts/saved-request';
import {
  promptImprovementSchema,
  promptImproverSchema,
  promptListSchema,
  removedSavedSchema,
  savedListSchema,
  savedSchema,
} from '@/lib/prompts/wire';
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
import { newShareRequest, sharingRequest } from '@/lib/shares/shares';
import {
  newShareSchema,
  removedShareSchema,
  sharedSchema,
  shareListSchema,
  sharingSchema,
} from '@/lib/shares/wire';
import { newStitchRequest } from '@/lib/stitches/stitch-request';
import { removedStitchSchema, stitchListSchema, stitchSchema } from '@/lib/stitches/wire';
import { addWebhookSchema, changeWebhookSchema } from '@/lib/webhooks/webhook-request';
import {
  removedWebhookSchema,
  webhookDeliveryListSchema,
  webhookDeliverySchema,
  webhookListSchema,
  webhookSchema,
  webhookWithSecretSchema,
} from '@/lib/webhooks/wire';

const errorSchema: z.ZodType<ErrorBody> = z.object({
  error: z.object({
    message: z.string(),
    type: z.string(),
    param: z.string().nullable(),
    code: z.enum(errorCodeList),
    firstframe: z.object({ body: z.string() }).optional(),
  }),
});

/** A multipart body. */
export type FormBody = { schema: z.core.$ZodType; files: readonly string[]; type: `${string}/*` };

/** What requests are checked with, by the name in the document. */
export const requestSchemas = {
  CreateVideoRequest: createSchema,
  CreateBatchRequest: batchRequestSchema,
  RemixVideoRequest: fromVideoSchemas.remix,
  EditVideoRequest: fromVideoSchemas.edit,
  ExtendVideoRequest: fromVideoSchemas.extension,
  MarkVideosRequest: markVideosSchema,
  SummariseVideosRequest: summaryRequest,
  ProjectRequest: projectRequestSchema,
  AttachVideoRequest: attachSchema,
  AdoptVideoRequest: adoptSchema,
  EmptyTrashRequest: emptyTrashSchema,
  KeepReferenceRequest: keepReferenceSchema,
  ExportVideosRequest: chosenSchema,
  ConnectProviderRequest: connectSchema,
  ChangeProviderRequest: changeSchema,
  TestProviderRequest: testSchema,
  CheckDialectRequest: checkSchema,
  SaveRequest: saveSchema,
  ChangeSavedRequest: changeSavedSchema,
  SetPromptImproverRequest: improverSchema,
  ImprovePromptRequest: improvementSchema,
  SetPriceRequest: setPriceRequest,
  SetDailyLimitRequest: dailyLimitRequest,
  AddWebhookRequest: addWebhookSchema,
  ChangeWebhookRequest: changeWebhookSchema,
  SignInRequest: signInRequest,
  CreateTokenRequest: newTokenRequest,
  SetSharingRequest: sharingRequest,
  CreateShareRequest: newShareRequest,
  CreateStitchRequest: newStitchRequest,
} satisfies Record<string, z.core.$ZodType>;

/**
 * What multipart bodies are checked with once they were taken apart: values are texts there. The `files` are fields that
 * may be uploaded, or where the schema does not know the field, have to be.
 */
export const formSchemas = {
  CreateBatchForm: { schema: batchRequestSchema, files: imageFields, type: 'image/*' },
  CreateVideoForm: { schema: createSchema, files: imageFields, type: 'image/*' },
  RemixVideoForm: { schema: fromVideoSchemas.remix, files: [], type: 'video/*' },
  EditVideoForm: { schema: fromVideoSchemas.edit, files: ['video'], type: 'video/*' },
  ExtendVideoForm: { schema: fromVideoSchemas.extension, files: ['video'], type: 'video/*' },
  KeepReferenceForm: { schema: keepReferenceFormSchema, files: ['file'], type: 'image/*' },
  ExportVideosForm: { schema: chosenSchema, files: [], type: 'video/*' },
  CreateCharacterForm: { schema: characterRequestSchema, files: ['video'], type: 'video/*' },
} satisfies Record<string, FormBody>;

/** What answers are, by the name in the document. */
export const answerSchemas = {
  Video: videoSchema,
  VideoList: videoListSchema,
  DeletedVideo: deletedVideoSchema,
  MarkedVideos: changedVideosSchema,
  VideoIdList: videoIdListSchema,
  Timeline: timelineSchema,
  Facets: facetsSchema,
  VideoSummary: selectionSummarySchema,
  KeptSelection: keptSelectionSchema,
  Project: projectSchema,
  ProjectList: projectListSchema,
  DeletedProject: removedProjectSchema,
  EmptiedTrash: emptiedTrashSchema,
  Batch: batchSchema,
  BatchList: batchListSchema,
  Model: modelSchema,
  ModelList: modelListSchema,
  Character: characterSchema,
  CandidateList: candidateListSchema,
  JobLog: jobLogSchema,
  Lineage: lineageSchema,
  Reference: referenceSchema,
  ReferenceList: referenceListSchema,
  PromptList: promptListSchema,
  Saved: savedSchema,
  SavedList: savedListSchema,
  DeletedSaved: removedSavedSchema,
  PromptImprover: promptImproverSchema,
  PromptImprovement: promptImprovementSchema,
  RequestView: createRequestSchema,
  Provider: providerSchema,
  ProviderList: providerListSchema,
  DeletedProvider: removedProviderSchema,
  Preset: presetSchema,
  PresetList: presetListSchema,
  ConnectionReport: connectionReportSchema,
  DialectCheck: dialectCheckSchema,
  Price: setPriceSchema,
  PriceList: priceListSchema,
  DeletedPrice: removedPriceSchema,
  Spending: spendingSchema,
  DailyLimit: dailyLimitSchema,
  Webhook: webhookSchema,
  WebhookList: webhookListSchema,
  WebhookWithSecret: webhookWithSecretSchema,
  WebhookDelivery: webhookDeliverySchema,
  WebhookDeliveryList: webhookDeliveryListSchema,
  DeletedWebhook: removedWebhookSchema,
  Session: sessionSchema,
  TokenList: tokenListSchema,
  NewToken: newTokenSchema,
  DeletedToken: removedTokenSchema,
  Sharing: sharingSchema,
  Shared: sharedSchema,
  ShareList: shareListSchema,
  NewShare: newShareSchema,
  DeletedShare: removedShareSchema,
  Stitch: stitchSchema,
  StitchList: stitchListSchema,
  DeletedStitch: removedStitchSchema,
  ImportReport: importReportSchema,
  News: newsSchema,
  // Callers who may not come in are told whether it is well, and no more.
  Health: healthSchema.partial({ database: true, storage: true, poller: true }),
  Error: errorSchema,
} satisfies Record<string, z.core.$ZodType>;

export type RequestName = keyof typeof requestSchemas | keyof typeof formSchemas;
export type AnswerName = keyof typeof answerSchemas;
