import path from 'node:path';
import { openDatabase } from '@/lib/db/open';
import { openaiDialect } from '@/lib/providers/dialects/openai';
import { openRegistry } from '@/lib/providers/registry';
import { openSecretBox } from '@/lib/secret-box';
import { openDiskStorage } from '@/lib/storage/disk';
import { openAcceptedJournal } from './accepted-journal';
import { fixedConnection } from './connection';
import { openConnections } from './connections';
import { openCreatesAllowance } from './creates-allowance';
import { openJobContext } from './open-context';
import { openProviderStore } from './provider-store';
import { resumeProvider } from './resume-provider';

const listsOneModel = async () => Response.json({ data: [{ id: 'demo-model' }] });

type TestStudioOptions = {
  /** Plays the provider of the environment and the demo; without it only the demo answers. */
  handle?: (request: Request) => Promise<Response>;
  now?: () => number;
};

/** A studio on a folder; opened twice on the same one it has been started again. */
export async function openTestStudio(folder: string, { handle, now = Date.now }: TestStudioOptions = {}) {
  const database = await openDatabase(folder);
  const registry = openRegistry([], now);
  const configured = { models: null, dialect: openaiDialect };
  const environment = fixedConnection('environment', 'openai', {
    ...configured,
    id: 'openai',
    label: 'Environment',
    baseUrl: 'https://env.example',
    apiKey: 'sk-environment-key-1234',
    isDemo: false,
    handle,
  });
  const demo = fixedConnection('built_in', null, {
    ...configured,
    id: 'demo',
    label: 'Demo',
    baseUrl: 'http://demo.invalid',
    apiKey: null,
    isDemo: true,
    handle: handle ?? listsOneModel,
  });
  const context = openJobContext({
    database,
    journal: await openAcceptedJournal(path.join(folder, 'journal')),
    allowance: openCreatesAllowance(1_000_000),
    storage: await openDiskStorage(folder),
    providers: registry,
    now,
    notify: () => {},
  });
  const secrets = await openSecretBox(folder);
  const connections = await openConnections({
    store: openProviderStore(database),
    secrets,
    registry,
    fixed: { before: [environment], after: [demo] },
    now,
    circuits: context.circuits,
    resume: (id) => resumeProvider(context, id),
  });
  const close = async () => {
    await registry.close();
    await database.destroy();
  };
  return { connections, registry, secrets, context, store: context.store, close };
}
