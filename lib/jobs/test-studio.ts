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

/** A studio on a folder; opened twice on the same one it has been started again. */
export async function openTestStudio(folder: string) {
  const database = await openDatabase(folder);
  const registry = openRegistry([], Date.now);
  const configured = { models: null, dialect: openaiDialect };
  const environment = fixedConnection('environment', 'openai', {
    ...configured,
    id: 'openai',
    label: 'Environment',
    baseUrl: 'https://env.example',
    apiKey: 'sk-environment-key-1234',
    isDemo: false,
  });
  const demo = fixedConnection('built_in', null, {
    ...configured,
    id: 'demo',
    label: 'Demo',
    baseUrl: 'http://demo.invalid',
    apiKey: null,
    isDemo: true,
    handle: async () => Response.json({ data: [{ id: 'demo-model' }] }),
  });
  const context = openJobContext({
    database,
    journal: await openAcceptedJournal(path.join(folder, 'journal')),
    allowance: openCreatesAllowance(1_000_000),
    storage: await openDiskStorage(folder),
    providers: registry,
    now: Date.now,
    notify: () => {},
  });
  const connections = await openConnections({
    store: openProviderStore(database),
    secrets: await openSecretBox(folder),
    registry,
    fixed: { before: [environment], after: [demo] },
    now: Date.now,
    circuits: context.circuits,
    resume: (id) => resumeProvider(context, id),
  });
  const close = async () => {
    await registry.close();
    await database.destroy();
  };
  return { connections, registry, context, store: context.store, close };
}
