import { askAtTheDoor, authorise } from './grant';

/** A request of somebody who may do everything, as a route hands it on. */
export async function admitted(request: Request): Promise<Request> {
  askAtTheDoor(async () => ({ scope: 'admin', via: 'machine', holder: 'test' }));
  await authorise(request, 'admin');
  return request;
}
