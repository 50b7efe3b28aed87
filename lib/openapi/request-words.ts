import 'server-only';
import type { RequestName } from './components';
import { framingWords } from './framing-words';
import { organiseRequestWords } from './organise-words';
import type { Words } from './words';

const imageObject = (field: string): Words => ({
  [`${field}.image_url`]: 'An http(s) URL or a data URI.',
  [`${field}.file_id`]: 'Always refused: the studio keeps no files of that kind.',
});

const framing = (field: string, which: string): Words => ({
  [field]: `How the ${which} frame is laid into \`size\`: an object, or in a form its JSON as text. Each part may be left out. What was done is among the warnings of the video.`,
  ...framingWords(field),
});

const origin = (field: string, image: string): Words => ({
  [field]: `Which frame of which video \`${image}\` is, where it is one: an object, or in a form its JSON as text. It is remembered, shown at \`/api/videos/{id}/lineage\`, and changes nothing of what is sent.`,
  [`${field}.video_id`]: 'The id of a video of this studio.',
  [`${field}.frame`]: 'Its number, from 0.',
  [`${field}.seconds`]: 'When in the video it is shown.',
});

const create: Words = {
  '': 'What is not named here is passed on to providers that know it, under the same name.',
  model: 'A model of `GET /v1/models`. Without it the first one that the provider serves.',
  provider: 'The id of a connected provider. Without it the first one that serves the model.',
  project: 'The id of a project of `GET /api/projects`, to find it again.',
  prompt: 'What the video should show.',
  negative_prompt: 'What it should not show, where the model takes that.',
  seconds: 'The length.',
  duration: 'Another name of `seconds`.',
  size: 'Width and height in pixels, such as `1280x720`.',
  width: 'With `height`, another way to say `size`.',
  height: 'With `width`, another way to say `size`.',
  fps: 'Frames a second, where the model takes that.',
  seed: 'Makes the same video again, where the model keeps to it.',
  n: 'How many videos to make of this request; with a seed they get that one and those after it. The answer is the first; `firstframe.takes` names all.',
  response_format: 'The answer always holds no bytes but an address: `/v1/videos/{id}/content`.',
  user: 'Passed on to providers that want to know for whom it is.',
  metadata: 'An object of your own, or its JSON as text. It comes back in `firstframe.asked.metadata`.',
  input_reference:
    'The first frame: an image file (in a form), an http(s) URL, a data URI, Base64, or `{"image_url": …}`. PNG, JPEG or WebP, 20 MB at most.',
  ...imageObject('input_reference'),
  image: 'Another name of `input_reference`.',
  ...imageObject('image'),
  ...framing('framing', 'first'),
  last_frame: 'The last frame, where the model takes one.',
  ...imageObject('last_frame'),
  ...framing('last_frame_framing', 'last'),
  ...origin('first_frame_from', 'input_reference'),
  ...origin('last_frame_from', 'last_frame'),
  reference_images: 'Images of what should be in it, where the model takes such; 16 images at most in all.',
  ...imageObject('reference_images'),
};

const batch: Words = {
  ...create,
  '': 'The fields of a create hold for all videos of the batch; what is different in each stands in `items`.',
  prompt: 'What the videos should show whose item says nothing else.',
  n: 'How many videos to make of each item. With a seed they get that one and those after it.',
  items:
    'One object for each video, in the order in which they are to be sent, 500 videos at most; in a form as JSON text.',
  'items.prompt': 'What it should show.',
  'items.negative_prompt': 'What it should not show.',
  'items.seconds': 'The length.',
  'items.size': 'Width and height in pixels.',
  'items.fps': 'Frames a second.',
  'items.seed': 'The seed.',
};

const connectionWords: Words = {
  base_url: 'An http(s) address, with or without `/v1`.',
  api_key: 'Kept encrypted, for the origin of `base_url` alone; never answered.',
  preset: 'The dialect to begin with, by an id of `GET /api/presets`. Without it `openai`.',
  dialect: 'A whole dialect instead of the preset’s.',
};

const connect: Words = {
  ...connectionWords,
  label: 'What people see. Without it the host.',
  models: 'The models to offer instead of those that the provider lists.',
};

const fromVideo: Words = {
  prompt: 'What to make of it now.',
  provider: 'That of the video, if it is named at all; for an uploaded one, where it is to be made.',
  model: 'That of the video, if it is named at all; for an uploaded one, what is to make it.',
};

const ofVideo: Words = {
  ...fromVideo,
  video:
    'Always needed: a video by its id or, in a form, as a file (MP4, QuickTime or WebM, 256 MB at most).',
  'video.id': 'The id of a finished video.',
};

const webhookWords: Words = {
  url: 'Where to send to. Whoever runs the studio says which private addresses are allowed.',
  events: 'What to tell of; without it both.',
  enabled: 'Whether anything is sent now.',
};

const attach: Words = { upstream_id: 'The id that the provider gave the video.' };

const exportedIds = 'Ids of videos with commas between, in one field or in several of this name.';

/** What the fields of requests mean. */
export const requestWords: Partial<Record<RequestName, Words>> = {
  CreateVideoRequest: create,
  CreateVideoForm: create,
  CreateBatchRequest: batch,
  CreateBatchForm: batch,
  RemixVideoRequest: fromVideo,
  RemixVideoForm: fromVideo,
  EditVideoRequest: ofVideo,
  EditVideoForm: ofVideo,
  ExtendVideoRequest: { ...ofVideo, seconds: 'How long what is added is to be.' },
  ExtendVideoForm: { ...ofVideo, seconds: 'How long what is added is to be.' },
  CreateCharacterForm: {
    name: 'What prompts call it.',
    video: 'A file that shows it: MP4, QuickTime or WebM, 256 MB at most.',
    provider: 'The id of a connected provider. Without it the first one that has characters.',
  },
  KeepReferenceRequest: { url: 'Where it is on the public web.' },
  KeepReferenceForm: { file: 'PNG, JPEG or WebP, 20 MB at most.' },
  ExportVideosRequest: { ids: exportedIds },
  ExportVideosForm: { ids: exportedIds },
  AddWebhookRequest: webhookWords,
  ChangeWebhookRequest: { '': 'What is absent stays as it is.', ...webhookWords },
  ConnectProviderRequest: connect,
  ChangeProviderRequest: {
    '': 'What is absent stays as it is.',
    ...connect,
    api_key: 'A new key; `null` takes it away. Needed where `base_url` moves to another origin.',
    dialect: 'An edited dialect; `null` goes back to the preset’s.',
    models: 'The models to offer; `null` for those that the provider lists.',
  },
  TestProviderRequest: {
    '': 'Something that is not connected yet, or a connected provider with changes.',
    ...connectionWords,
    provider: 'The id of a connected provider.',
    api_key: 'Without it the stored one, at its own origin alone.',
  },
  CheckDialectRequest: { text: 'The dialect as it stands in the editor, JSON or not yet.' },
  SetPriceRequest: {
    provider: 'The id of a connected provider.',
    model: 'The model, as the provider names it.',
    currency: 'As ISO 4217 spells it.',
    per_second: 'For each second of video; with `per_video` both are added.',
    per_video: 'For each video, however long.',
    per_second_by_size: 'In place of `per_second` for sizes such as `1792x1024`.',
  },
  SetDailyLimitRequest: {
    '': 'What is absent is not limited.',
    amount: 'How much, in `currency`. What may have been charged counts.',
    currency: 'As ISO 4217 spells it. What costs in another one has no known price here.',
    videos: 'How many paid requests.',
    unpriced: '`pass` lets what has no known price pass and counts it as nothing; `stop` stops it.',
  },
  ...organiseRequestWords,
  EmptyTrashRequest: {
    before: 'What was put into the trash after this moment stays, as Unix seconds.',
  },
  AttachVideoRequest: attach,
  AdoptVideoRequest: {
    ...attach,
    provider: 'The id of a connected provider.',
    prompt: 'Where the provider does not say it.',
    model: 'Where the provider does not say it.',
  },
  ChangeSavedRequest: {
    '': 'What is absent stays as it is.',
    name: 'What people call it.',
    body: 'All of it, of the kind that it is.',
  },
  SetPromptImproverRequest: {
    base_url: 'An http(s) address; `/chat/completions` is asked below it.',
    api_key:
      'Kept encrypted, for the origin of `base_url` alone; never answered. Without it the stored one stays; `null` takes it away.',
    model: 'The model of the chat endpoint.',
    instruction: 'What it is told to do; `null` is the studio’s own.',
  },
  ImprovePromptRequest: {
    prompt: 'What is to be improved.',
    has_first_frame: 'Whether the video begins with a picture that is given.',
    model: 'The video model that the prompt is for.',
    language: 'The language to write in, such as `en`; without it that of the prompt.',
  },
  SignInRequest: { token: 'The access token, or one that was made here.' },
  CreateTokenRequest: {
    name: 'What uses it.',
    scope: 'What it allows: `read` looks and downloads, `create` also makes and changes videos, `admin` all.',
  },
  SetSharingRequest: { is_on: 'Whether links may be made, and work.' },
  CreateShareRequest: {
    video_ids:
      'The videos, in the order in which they are shown; what is not ready is shown as soon as it is. One has to be.',
    expires_in: 'After how many seconds the link is over; a year at most.',
    show_prompt: 'Whether the page shows the prompts; `false` without it.',
    allow_download: 'Whether the page lets the videos be downloaded; `false` without it.',
  },
};
