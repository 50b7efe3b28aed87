import 'server-only';
import type { Operation } from './operation';
import { accessOperations } from './operations/access';
import { batchOperations } from './operations/batches';
import { moneyOperations } from './operations/money';
import { organiseOperations } from './operations/organise';
import { promptOperations } from './operations/prompts';
import { providerOperations } from './operations/providers';
import { sharingOperations } from './operations/sharing';
import { stitchOperations } from './operations/stitches';
import { studioOperations } from './operations/studio';
import { videoWorkOperations } from './operations/video-work';
import { videoOperations } from './operations/videos';
import { webhookOperations } from './operations/webhooks';

/** Everything that the studio answers under `/v1` and `/api`: one row for each handler in `app/`. */
export const operations: readonly Operation[] = [
  ...videoOperations,
  ...batchOperations,
  ...organiseOperations,
  ...videoWorkOperations,
  ...promptOperations,
  ...providerOperations,
  ...moneyOperations,
  ...webhookOperations,
  ...accessOperations,
  ...stitchOperations,
  ...sharingOperations,
  ...studioOperations,
];
