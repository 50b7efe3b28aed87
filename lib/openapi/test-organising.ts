import { expect } from 'vitest';
import type { Ask } from './test-ask';
import { json } from './test-json';

/** Sees to everything that is answered about projects, marks and lists, of a library with one video. Returns a project. */
export async function tryOrganising(ask: Ask, video: string): Promise<string> {
  const project = await (await ask('POST', '/api/projects', 200, json({ name: ' Spring  film ' }))).json();
  expect(project.name).toBe('Spring film');
  await ask('POST', '/api/projects', 400, json({ name: 'SPRING film' }));
  await ask('PATCH', `/api/projects/${project.id}`, 200, json({ name: 'Spring Film' }));
  const marks = { starred: true, add_tags: ['Dusk', 'dusk', '黄昏'], project: project.id };
  const change = (body: object) => json({ ids: [video, 'nobody'], ...body });
  const { data } = await (await ask('POST', '/api/videos/change', 200, change(marks))).json();
  expect(data).toMatchObject([
    { id: video, firstframe: { starred: true, tags: ['Dusk', '黄昏'], project: project.id } },
  ]);
  await ask('POST', '/api/videos/change', 400, change({ project: 'nobody' }));
  await ask('POST', '/api/videos/summary', 200, json({ ids: [video, 'nobody'] }));
  const filter = `starred=true&tag=DUSK&project=${project.id}&status=completed,unsure,blocked&q=boat&has_reference=true`;
  const list = await (await ask('GET', `/v1/videos?${filter}&size=480x854&offset=0`, 200)).json();
  expect([list.firstframe.total, list.data[0].id]).toEqual([1, video]);
  const changes = await (await ask('GET', `/v1/videos?${filter}&changed_since=0`, 200)).json();
  expect(changes.firstframe).toMatchObject({ matching: [video] });
  const timeline = await ask('GET', `/api/timeline?time_zone=Europe/Berlin&${filter}`, 200);
  expect(await timeline.json()).toMatchObject({ total: 1, days: [{ date: '2027-01-15', count: 1 }] });
  await ask('GET', '/api/timeline?time_zone=Mars', 400);
  const between = await ask('GET', `/api/video-ids?from=${video}&to=${video}&${filter}`, 200);
  expect((await between.json()).data).toEqual([video]);
  await ask('GET', '/api/video-ids?from=nobody', 400);
  const facets = await (await ask('GET', '/api/facets', 200)).json();
  expect(facets).toMatchObject({ starred: 1, projects: [{ label: 'Spring Film', count: 1 }] });
  expect((await (await ask('GET', '/api/projects', 200)).json()).data).toHaveLength(1);
  return project.id;
}
