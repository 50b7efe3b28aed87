import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { sessionMs } from './session-cookie';
import { accessToken, asked, cookieOf, fromPage, openTestAccess } from './test-access';

const bearer = (token: string, headers = {}) => asked({ authorization: `Bearer ${token}`, ...headers });

describe('without an access token', () => {
  test('everybody on this machine may do everything, whatever word they bring', async () => {
    const { access } = await openTestAccess({ accessToken: null });
    const machine = { scope: 'admin', via: 'machine', holder: 'machine' };
    expect(await access.identify(asked())).toEqual(machine);
    expect(await access.identify(bearer('not-needed'))).toEqual(machine);
    expect(await access.describe(asked())).toMatchObject({ needs_token: false, scope: 'admin' });
  });

  test('a token made here keeps its scope, and is refused once it is revoked', async () => {
    const { access, tokens } = await openTestAccess({ accessToken: null });
    const made = await tokens.create({ name: 'gallery', scope: 'read' });
    expect(await access.identify(bearer(made.token))).toMatchObject({ scope: 'read', holder: made.id });
    await tokens.revoke(made.id);
    await expect(access.identify(bearer(made.token))).rejects.toMatchObject({ code: 'unauthorized' });
  });
});

describe('with an access token', () => {
  test('it is all that opens, exactly as it is', async () => {
    const { access } = await openTestAccess();
    expect(await access.identify(bearer(accessToken))).toEqual({
      scope: 'admin',
      via: 'token',
      holder: 'owner',
    });
    expect(await access.identify(asked({ authorization: `bearer   ${accessToken} ` }))).toMatchObject({
      scope: 'admin',
    });
    const wrong = [
      undefined,
      '',
      accessToken,
      `Basic ${Buffer.from(`:${accessToken}`).toString('base64')}`,
      `Bearer ${accessToken.toUpperCase()}`,
      `Bearer ${accessToken}x`,
      `Bearer ${accessToken.slice(1)}`,
      `Bearer ${accessToken}, ${accessToken}`,
      'Bearer',
    ];
    for (const [index, authorization] of wrong.entries()) {
      const headers = { 'firstframe-peer': `peer-${index}`, ...(authorization ? { authorization } : {}) };
      await expect(access.identify(asked(headers)), authorization).rejects.toMatchObject({
        code: 'unauthorized',
      });
    }
  });

  test('tokens made here open with their scope, and say when they were used', async () => {
    const { access, tokens, clock } = await openTestAccess();
    const made = await tokens.create({ name: ' nightly ', scope: 'create' });
    expect(made).toMatchObject({ name: 'nightly', last_four: made.token.slice(-4), last_used_at: null });
    expect(made.token).toMatch(/^ff_[\w-]{43}$/);
    clock.now += 5_000;
    expect(await access.identify(bearer(made.token))).toEqual({
      scope: 'create',
      via: 'token',
      holder: made.id,
    });
    const [listed] = await tokens.list();
    expect(listed).toMatchObject({ id: made.id, last_used_at: clock.now / 1_000 });
    expect(JSON.stringify(listed)).not.toContain(made.token);
  });

  test('S6: what is kept of a token or a session opens nothing', async () => {
    const { access, tokens, database } = await openTestAccess();
    const made = await tokens.create({ name: 'x', scope: 'admin' });
    const { cookie } = await access.signIn({ token: accessToken }, asked(fromPage, 'POST'));
    const rows = JSON.stringify([
      await database.selectFrom('tokens').selectAll().execute(),
      await database.selectFrom('sessions').selectAll().execute(),
    ]);
    const session = cookieOf(cookie).split('=')[1] ?? '';
    expect(session).toHaveLength(43);
    for (const secret of [made.token, made.token.slice(3), session, accessToken])
      expect(rows).not.toContain(secret);
    const { hash } = await database.selectFrom('tokens').select('hash').executeTakeFirstOrThrow();
    await expect(access.identify(bearer(`ff_${hash}`))).rejects.toMatchObject({ code: 'unauthorized' });
  });
});

describe('a session', () => {
  const signIn = async (token = accessToken, headers = {}) => {
    const studio = await openTestAccess();
    const answer = await studio.access.signIn({ token }, asked({ ...fromPage, ...headers }, 'POST'));
    return { ...studio, ...answer, cookie: cookieOf(answer.cookie), setCookie: answer.cookie };
  };

  test('begins with the token, and no script nor other site can use it', async () => {
    const { access, cookie, session, setCookie } = await signIn();
    expect(session).toEqual({ object: 'session', needs_token: true, scope: 'admin', is_session: true });
    expect(setCookie).toMatch(
      /^firstframe-session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict; Max-Age=2592000$/,
    );
    expect(await access.identify(asked({ cookie: `a=b; ${cookie}; c=d` }))).toMatchObject({ via: 'session' });
    expect((await signIn(accessToken, { origin: 'https://studio.example' })).setCookie).toMatch(
      /^__Host-firstframe-session=.*; Secure$/,
    );
  });

  test('S7: changes nothing for a request that does not say that it comes from our page', async () => {
    const { access, cookie } = await signIn();
    expect(await access.identify(asked({ cookie, ...fromPage }, 'POST'))).toMatchObject({ scope: 'admin' });
    expect(await access.identify(asked({ cookie, origin: 'http://x' }, 'POST'))).toMatchObject({
      scope: 'admin',
    });
    const strange: Record<string, string>[] = [
      {},
      { 'sec-fetch-site': 'none' },
      { 'sec-fetch-site': 'same-site' },
    ];
    for (const headers of strange)
      await expect(access.identify(asked({ cookie, ...headers }, 'DELETE'))).rejects.toMatchObject({
        code: 'forbidden',
      });
    await expect(access.signIn({ token: accessToken }, asked({}, 'POST'))).rejects.toMatchObject({
      code: 'forbidden',
    });
  });

  test('ends by signing out, by time, with its token, and with the access token', async () => {
    const one = await signIn();
    await one.access.signOut(asked({ cookie: one.cookie }, 'DELETE'));
    await expect(one.access.identify(asked({ cookie: one.cookie }))).rejects.toThrow();

    const two = await signIn();
    two.clock.now += sessionMs - 1;
    await two.access.identify(asked({ cookie: two.cookie }));
    two.clock.now += 1;
    await expect(two.access.identify(asked({ cookie: two.cookie }))).rejects.toThrow();

    const three = await openTestAccess();
    const made = await three.tokens.create({ name: 'guest', scope: 'read' });
    const guest = await three.access.signIn({ token: made.token }, asked(fromPage, 'POST'));
    expect(guest.session.scope).toBe('read');
    const cookie = cookieOf(guest.cookie);
    expect(await three.access.identify(asked({ cookie }))).toMatchObject({ scope: 'read', holder: made.id });
    await three.tokens.revoke(made.id);
    await expect(three.access.identify(asked({ cookie }))).rejects.toThrow();

    const four = await signIn();
    await expect(
      four.restart('another-token-than-before').identify(asked({ cookie: four.cookie })),
    ).rejects.toThrow();
    await four.restart(accessToken).identify(asked({ cookie: four.cookie }));
  });

  test('is found behind others that somebody put before it', async () => {
    const { access, cookie } = await signIn();
    const tossed = `firstframe-session=${'x'.repeat(43)}; firstframe-session=%00; ${cookie}`;
    expect(await access.identify(asked({ cookie: tossed }))).toMatchObject({ via: 'session' });
    const flood = `${`firstframe-session=${'x'.repeat(43)}; `.repeat(50)}${cookie}`;
    await expect(access.identify(asked({ cookie: flood }))).rejects.toMatchObject({ code: 'unauthorized' });
    await access.signOut(asked({ cookie: tossed }, 'DELETE'));
    await expect(access.identify(asked({ cookie }))).rejects.toMatchObject({ code: 'unauthorized' });
  });

  test('makes the oldest of a hundred others end', async () => {
    const { access, clock, cookie, database, tokens } = await signIn();
    const made = await tokens.create({ name: 'guest', scope: 'read' });
    const guest = await access.signIn({ token: made.token }, asked(fromPage, 'POST'));
    for (let index = 0; index < 100; index += 1) {
      clock.now += 1;
      await access.signIn({ token: accessToken }, asked(fromPage, 'POST'));
    }
    await expect(access.identify(asked({ cookie }))).rejects.toMatchObject({ code: 'unauthorized' });
    await access.identify(asked({ cookie: cookieOf(guest.cookie) }));
    expect(await database.selectFrom('sessions').select('hash').execute()).toHaveLength(101);
  });

  test.each(['', 'x', 'x'.repeat(43), '../../etc', '%00'.repeat(20)])('"%s" is none', async (value) => {
    const { access } = await signIn();
    await expect(access.identify(asked({ cookie: `firstframe-session=${value}` }))).rejects.toMatchObject({
      code: 'unauthorized',
    });
  });
});

describe('S13: guessing', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  test('of 1,000 tries ten a minute are looked at, and the right one among the others is not', async () => {
    const { access, tokens } = await openTestAccess();
    const codes = new Map<string, number>();
    for (let index = 0; index < 1_000; index += 1) {
      const token = index === 500 ? accessToken : `guess-${index}`;
      const code = await access.signIn({ token }, asked(fromPage, 'POST')).then(
        () => 'in',
        (error: { code: string }) => error.code,
      );
      codes.set(code, (codes.get(code) ?? 0) + 1);
    }
    expect(Object.fromEntries(codes)).toEqual({ unauthorized: 10, rate_limited: 990 });
    await expect(access.identify(bearer(accessToken))).rejects.toMatchObject({ code: 'rate_limited' });
    // Nobody else is held up, nor is a token that cannot be guessed.
    await access.identify(bearer(accessToken, { 'firstframe-peer': '203.0.113.8' }));
    const made = await tokens.create({ name: 'x', scope: 'read' });
    await access.identify(bearer(made.token));
    vi.advanceTimersByTime(60_000);
    await access.identify(bearer(accessToken));
  });

  test('holds nobody up who has an access token that cannot be guessed', async () => {
    const long = 'd41d8cd98f00b204e9800998ecf8427e';
    const { access } = await openTestAccess({ accessToken: long });
    for (let index = 0; index < 20; index += 1)
      await access.identify(bearer(`guess-${index}`)).catch(() => {});
    await expect(access.identify(bearer('guess'))).rejects.toMatchObject({ code: 'rate_limited' });
    expect(await access.identify(bearer(long))).toMatchObject({ scope: 'admin' });
    await access.signIn({ token: long }, asked(fromPage, 'POST'));
  });

  test('from many addresses, a hundred a minute', async () => {
    const { access } = await openTestAccess();
    const codes = [];
    for (let index = 0; index < 120; index += 1) {
      const guess = bearer(`guess-${index}`, { 'firstframe-peer': `198.51.100.${index}` });
      codes.push(await access.identify(guess).catch((error: { code: string }) => error.code));
    }
    expect(codes.filter((code) => code === 'unauthorized')).toHaveLength(100);
    expect(codes.filter((code) => code === 'rate_limited')).toHaveLength(20);
  });
});

describe('a token', () => {
  test.each([
    [{}, 'name'],
    [{ name: '  ', scope: 'read' }, 'name'],
    [{ name: 'x'.repeat(81), scope: 'read' }, 'name'],
    [{ name: 'x', scope: 'root' }, 'scope'],
    [{ name: 'x' }, 'scope'],
    [{ name: 'x', scope: 'read', id: 'mine' }, 'id'],
    [[], undefined],
    [null, undefined],
  ])('is not made of %o', async (body, param) => {
    const { tokens } = await openTestAccess();
    await expect(tokens.create(body)).rejects.toMatchObject({
      code: 'invalid_request',
      param: param ?? null,
    });
    expect(await tokens.list()).toEqual([]);
  });

  test('that does not exist cannot be revoked', async () => {
    const { tokens } = await openTestAccess();
    await expect(tokens.revoke('token_x')).rejects.toMatchObject({ code: 'not_found' });
  });
});
