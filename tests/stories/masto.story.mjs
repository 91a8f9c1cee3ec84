// `masto`, the library many web clients stand on: the same day, and what arrives on a stream.
import { createRestAPIClient, createStreamingAPIClient } from 'masto';
import WebSocket from 'ws';
import { picture } from './lib/picture.mjs';
import { equal, ok, pause, startSquare, story, until } from './lib/square.mjs';

for (const database of ['sqlite', 'postgres']) {
  await story(`masto: the same day through a library, on ${database}`, async ({ step, later }) => {
    const square = await startSquare(database === 'postgres' ? { database: await newDatabase(later) } : {});
    later(() => square.stop());
    await square.admin('admin', 'currency', 'create', '--slug', 'opskrift', '--name', 'Opskrift',
      '--emblem', 'opskrift', '--says', 'for a recipe that worked', '--kind', 'expressive');
    const [anna, soren] = [await square.person('anna', 'host'), await square.person('soren')];
    const client = (person) => createRestAPIClient({ url: square.origin, accessToken: person.token });
    const [annas, sorens] = [client(anna), client(soren)];

    const instance = await annas.v2.instance.fetch();
    ok(instance.configuration.urls.streaming.startsWith('ws://'), 'the stream is plain, as the square is');
    const me = await annas.v1.accounts.verifyCredentials();
    const him = await annas.v1.accounts.lookup({ acct: 'soren' });
    equal(me.username, 'anna', 'who I am');
    const emoji = await annas.v1.customEmojis.list();
    ok(emoji.some((one) => one.shortcode === 'opskrift'), 'a currency is a custom emoji');

    const stream = createStreamingAPIClient({
      streamingApiUrl: instance.configuration.urls.streaming, accessToken: soren.token, implementation: WebSocket,
    });
    const heard = [];
    const listening = (async () => { for await (const event of stream.user.subscribe()) heard.push(event); })();
    later(async () => { stream.close(); await Promise.race([listening, new Promise((done) => setTimeout(done, 500))]); });

    // The library opens its socket when it likes: Søren talks to himself until he hears it.
    await until('the stream is open', async () => {
      const said = await sorens.v1.statuses.create({ status: 'Is this thing on?', visibility: 'direct' });
      await pause(100);
      return heard.some((event) => event.event === 'update' && event.payload.id === said.id);
    });
    await sorens.v1.accounts.$select(me.id).follow();
    const post = await annas.v1.statuses.create({ status: 'Rye bread, the long way. #rugbrød', visibility: 'public', language: 'en' });
    await until('the post arrives on the stream', () => heard.find((e) => e.event === 'update' && e.payload.id === post.id));
    step('followed, posted, received on a stream');

    const media = await annas.v2.media.create({ file: new File([picture(200, 120)], 'rye.png', { type: 'image/png' }), description: 'A dark loaf', focus: '0.2,-0.1' });
    const ready = media.url ? media : await until('the picture is ready', () => annas.v1.media.$select(media.id).fetch());
    const shown = await annas.v1.statuses.create({ status: 'This is the one.', mediaIds: [ready.id], spoilerText: 'crumbs', sensitive: true });
    equal(shown.mediaAttachments[0].description, 'A dark loaf', 'the description stays');
    const bytes = await fetch(shown.mediaAttachments[0].url);
    equal(bytes.status, 200, 'the picture is served');

    const reply = await sorens.v1.statuses.create({ status: '@anna how long does it rest?', inReplyToId: post.id });
    const context = await annas.v1.statuses.$select(post.id).context.fetch();
    equal(context.descendants.map((one) => one.id), [reply.id], 'the thread');
    await sorens.v1.statuses.$select(post.id).reblog();
    const liked = await sorens.v1.statuses.$select(post.id).favourite();
    ok(liked.favourited && liked.favouritesCount === 1, 'favourited');
    await sorens.v1.statuses.$select(post.id).bookmark();
    equal((await sorens.v1.bookmarks.list()).length, 1, 'kept');
    const edited = await annas.v1.statuses.$select(post.id).update({ status: 'Rye bread, the long way: 24 hours. #rugbrød' });
    ok(edited.editedAt, 'edited');
    equal((await annas.v1.statuses.$select(post.id).history.list()).length, 2, 'both versions are kept');
    await until('the edit arrives on the stream', () => heard.find((e) => e.event === 'status.update'));
    step('picture, reply, boost, favourite, bookmark and edit');

    const home = await sorens.v1.timelines.home.list({ limit: 20 });
    ok(home.some((one) => one.id === post.id), 'home shows it');
    const older = await sorens.v1.timelines.home.list({ limit: 1 });
    const next = await sorens.v1.timelines.home.list({ limit: 40, maxId: older[0].id });
    equal(home.length, next.length + 1, 'paging loses nothing');
    ok((await sorens.v1.timelines.tag.$select('rugbrød').list()).some((one) => one.id === post.id), 'the tag finds it');
    ok((await sorens.v1.timelines.public.list({ local: true })).length >= 2, 'the square shows it');

    const gift = await annas.v1.statuses.create({ status: '@soren :opskrift: for the sourdough that finally rose' });
    await until('the gift is heard of on the stream', () => heard.find((e) => e.event === 'notification' && e.payload.status?.id === gift.id));
    await sorens.v1.statuses.$select(gift.id).favourite();
    const accepted = await until('the gift is accepted', async () => {
      const status = await (await fetch(`${square.origin}/api/v1/statuses/${gift.id}`, { headers: { authorization: `Bearer ${anna.token}` } })).json();
      return status.soulava.gifts.find((one) => one.state === 'accepted');
    });
    equal(accepted.state, 'accepted', 'the gift');
    const notes = await annas.v1.notifications.list();
    ok(notes.some((one) => one.type === 'favourite') && notes.some((one) => one.type === 'reblog') && notes.some((one) => one.type === 'follow'), 'anna hears of it');
    const grouped = await annas.v2.notifications.list();
    ok(grouped.notificationGroups.length >= 1, 'grouped as well');
    const relationship = (await annas.v1.accounts.relationships.fetch({ id: [him.id] }))[0];
    ok(relationship.followedBy && !relationship.following, 'what they are to each other');
    for (const list of [annas.v1.lists.list(), annas.v2.filters.list(), annas.v1.announcements.list(), annas.v1.followedTags.list(),
      annas.v1.followRequests.list(), annas.v1.blocks.list(), annas.v1.mutes.list(), annas.v1.scheduledStatuses.list(), annas.v1.conversations.list()]) {
      ok(Array.isArray(await list), 'a list, even when empty');
    }
    await annas.v1.preferences.fetch();
    await annas.v1.markers.create({ home: { lastReadId: post.id } });
    equal((await annas.v1.markers.fetch({ timeline: ['home'] })).home.lastReadId, post.id, 'the place in home is kept');
    await annas.v1.statuses.$select(shown.id).remove();
    await until('the post is gone from the stream', () => heard.find((e) => e.event === 'delete' && e.payload === shown.id));
    step('gift by post accepted, notified, deleted');
  });
}

async function newDatabase(later) {
  const { newPostgres } = await import('./lib/postgres.mjs');
  const database = await newPostgres();
  later(() => database.drop());
  return database.url;
}
