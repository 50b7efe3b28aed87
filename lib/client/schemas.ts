/**
 * The schemas that answers are checked with, each loaded when it is first wanted: beside the first answer, not before the
 * first picture.
 */
const jobs = once(() => import('@/lib/jobs/wire'));
const spending = once(() => import('@/lib/jobs/spending-wire'));
const requests = once(() => import('@/lib/jobs/request-wire'));
const batches = once(() => import('@/lib/jobs/batch-wire'));
const organise = once(() => import('@/lib/jobs/organise-wire'));
const selection = once(() => import('@/lib/jobs/selection-wire'));
const providers = once(() => import('@/lib/providers/wire'));
const access = once(() => import('@/lib/access/wire'));
const prompts = once(() => import('@/lib/prompts/wire'));
const shares = once(() => import('@/lib/shares/wire'));
const stitches = once(() => import('@/lib/stitches/wire'));
const webhooks = once(() => import('@/lib/webhooks/wire'));

/** Loads something when it is first wanted, and anew only where that failed. */
function once<Loaded>(load: () => Promise<Loaded>): () => Promise<Loaded> {
  let loading: Promise<Loaded> | null = null;
  return () => {
    loading ??= load().catch((error: unknown) => {
      loading = null;
      throw error;
    });
    return loading;
  };
}

export const videoSchema = () => jobs().then((wire) => wire.videoSchema);
export const videoListSchema = () => jobs().then((wire) => wire.videoListSchema);
export const candidateListSchema = () => jobs().then((wire) => wire.candidateListSchema);
export const deletedVideoSchema = () => jobs().then((wire) => wire.deletedVideoSchema);
export const referenceSchema = () => jobs().then((wire) => wire.referenceSchema);
export const referenceListSchema = () => jobs().then((wire) => wire.referenceListSchema);
export const jobLogSchema = () => import('@/lib/jobs/log-wire').then((wire) => wire.jobLogSchema);
export const lineageSchema = () => import('@/lib/jobs/lineage-wire').then((wire) => wire.lineageSchema);
export const newsSchema = () => import('@/lib/jobs/news-wire').then((wire) => wire.newsSchema);
export const batchSchema = () => batches().then((wire) => wire.batchSchema);

export const setPriceSchema = () => spending().then((wire) => wire.setPriceSchema);
export const priceListSchema = () => spending().then((wire) => wire.priceListSchema);
export const removedPriceSchema = () => spending().then((wire) => wire.removedPriceSchema);
export const spendingSchema = () => spending().then((wire) => wire.spendingSchema);
export const dailyLimitSchema = () => spending().then((wire) => wire.dailyLimitSchema);
export const createRequestSchema = () => requests().then((wire) => wire.createRequestSchema);

export const timelineSchema = () => organise().then((wire) => wire.timelineSchema);
export const videoIdListSchema = () => organise().then((wire) => wire.videoIdListSchema);
export const facetsSchema = () => organise().then((wire) => wire.facetsSchema);
export const changedVideosSchema = () => jobs().then((wire) => wire.changedVideosSchema);
export const projectSchema = () => organise().then((wire) => wire.projectSchema);
export const projectListSchema = () => organise().then((wire) => wire.projectListSchema);
export const emptiedTrashSchema = () => organise().then((wire) => wire.emptiedTrashSchema);
export const removedProjectSchema = () => organise().then((wire) => wire.removedProjectSchema);

export const selectionSummarySchema = () => selection().then((wire) => wire.selectionSummarySchema);
export const keptSelectionSchema = () => selection().then((wire) => wire.keptSelectionSchema);

export const modelListSchema = () => providers().then((wire) => wire.modelListSchema);
export const providerSchema = () => providers().then((wire) => wire.providerSchema);
export const removedProviderSchema = () => providers().then((wire) => wire.removedProviderSchema);
export const providerListSchema = () => providers().then((wire) => wire.providerListSchema);
export const presetListSchema = () => providers().then((wire) => wire.presetListSchema);
export const connectionReportSchema = () => providers().then((wire) => wire.connectionReportSchema);
export const dialectCheckSchema = () => providers().then((wire) => wire.dialectCheckSchema);

export const sessionSchema = () => access().then((wire) => wire.sessionSchema);
export const tokenListSchema = () => access().then((wire) => wire.tokenListSchema);
export const newTokenSchema = () => access().then((wire) => wire.newTokenSchema);
export const removedTokenSchema = () => access().then((wire) => wire.removedTokenSchema);

export const promptListSchema = () => prompts().then((wire) => wire.promptListSchema);
export const savedSchema = () => prompts().then((wire) => wire.savedSchema);
export const savedListSchema = () => prompts().then((wire) => wire.savedListSchema);
export const removedSavedSchema = () => prompts().then((wire) => wire.removedSavedSchema);
export const promptImproverSchema = () => prompts().then((wire) => wire.promptImproverSchema);
export const promptImprovementSchema = () => prompts().then((wire) => wire.promptImprovementSchema);

export const webhookSchema = () => webhooks().then((wire) => wire.webhookSchema);
export const webhookWithSecretSchema = () => webhooks().then((wire) => wire.webhookWithSecretSchema);
export const webhookListSchema = () => webhooks().then((wire) => wire.webhookListSchema);
export const removedWebhookSchema = () => webhooks().then((wire) => wire.removedWebhookSchema);
export const webhookDeliverySchema = () => webhooks().then((wire) => wire.webhookDeliverySchema);
export const webhookDeliveryListSchema = () => webhooks().then((wire) => wire.webhookDeliveryListSchema);

export const stitchSchema = () => stitches().then((wire) => wire.stitchSchema);
export const stitchListSchema = () => stitches().then((wire) => wire.stitchListSchema);
export const removedStitchSchema = () => stitches().then((wire) => wire.removedStitchSchema);

export const sharingSchema = () => shares().then((wire) => wire.sharingSchema);
export const shareListSchema = () => shares().then((wire) => wire.shareListSchema);
export const newShareSchema = () => shares().then((wire) => wire.newShareSchema);
export const removedShareSchema = () => shares().then((wire) => wire.removedShareSchema);
export const sharedSchema = () => shares().then((wire) => wire.sharedSchema);
