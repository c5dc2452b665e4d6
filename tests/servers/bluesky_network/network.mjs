// Runs a whole Bluesky network (PLC, PDS, AppView) and puts the content in: node network.mjs CONTENT.json ASSIGNED.json
// ASSIGNED.json is written when everything is indexed; it tells the addresses and which id each item got.
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { AtpAgent } from "@atproto/api";
import { TestNetwork } from "@atproto/dev-env";

const [contentFile, assignedFile] = process.argv.slice(2);
const content = JSON.parse(readFileSync(contentFile, "utf8"));

// The smallest picture and the beginning of a film; nobody looks at them.
const PNG = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==", "base64");
const MP4 = Buffer.from("\0\0\0\x18ftypmp42\0\0\0\0mp42isom\0\0\0\x08mdat", "latin1");
const WRITES_AT_ONCE = 200; // the server's own limit

const network = await TestNetwork.create({ dbPostgresSchema: "invented" });
const agents = new Map(); // by the key of the account
const records = new Map(); // uri and cid by the key of the act

const did = (account) => agents.get(account).session.did;

async function signUp({ key, handle }) {
  const agent = new AtpAgent({ service: network.pds.url });
  await agent.createAccount({ handle, email: `${handle.replace(".test", "")}@nordlys.example`, password: "invented" });
  agents.set(key, agent);
}

// Texts are counted in bytes of UTF-8.
function facet(text, word, feature) {
  const byteStart = Buffer.byteLength(text.slice(0, text.indexOf(word)));
  return { index: { byteStart, byteEnd: byteStart + Buffer.byteLength(word) }, features: [feature] };
}

function facets({ text, hashtags, mentions, links }) {
  const handle = (key) => content.accounts.find((account) => account.key === key).handle;
  return [
    ...hashtags.map((tag) => facet(text, `#${tag}`, { $type: "app.bsky.richtext.facet#tag", tag })),
    ...mentions.map((key) => facet(text, `@${handle(key)}`, { $type: "app.bsky.richtext.facet#mention", did: did(key) })),
    ...links.map((uri) => facet(text, uri, { $type: "app.bsky.richtext.facet#link", uri })),
  ];
}

async function upload(by, bytes, encoding) {
  return (await agents.get(by).uploadBlob(bytes, { encoding })).data.blob;
}

async function media({ by, images, video, card }) {
  if (images.length) {
    const shown = images.map(async (alt) => ({ alt, image: await upload(by, PNG, "image/png"), aspectRatio: { width: 1, height: 1 } }));
    return { $type: "app.bsky.embed.images", images: await Promise.all(shown) };
  }
  if (video !== null) return { $type: "app.bsky.embed.video", video: await upload(by, MP4, "video/mp4"), alt: video || undefined };
  if (card) return { $type: "app.bsky.embed.external", external: { uri: card.url, title: card.title, description: card.description } };
}

async function embed(act) {
  const shown = await media(act);
  if (!act.quotes) return shown;
  const record = { $type: "app.bsky.embed.record", record: records.get(act.quotes) };
  return shown ? { $type: "app.bsky.embed.recordWithMedia", record, media: shown } : record;
}

function reply(act) {
  if (!act.reply_to) return undefined;
  let root = act.reply_to;
  for (let above = root; above; above = content.acts.find(({ key }) => key === above).reply_to) root = above;
  return { root: records.get(root), parent: records.get(act.reply_to) };
}

async function write(act) {
  const create = (collection, value) => ({ $type: "com.atproto.repo.applyWrites#create", collection, value: { $type: collection, createdAt: new Date(act.at).toISOString(), ...value } });
  if (act.reposts) return create("app.bsky.feed.repost", { subject: records.get(act.reposts) });
  const marked = facets(act);
  return create("app.bsky.feed.post", {
    text: act.text,
    // An author who leaves something out does not store an empty list.
    langs: act.langs.length ? act.langs : undefined,
    facets: marked.length ? marked : undefined,
    embed: await embed(act),
    reply: reply(act),
  });
}

// Writes the acts of one account, oldest first as they would have happened.
async function perform(by, acts) {
  acts.sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
  for (let start = 0; start < acts.length; start += WRITES_AT_ONCE) {
    const some = acts.slice(start, start + WRITES_AT_ONCE);
    const writes = await Promise.all(some.map(write));
    const { data } = await agents.get(by).com.atproto.repo.applyWrites({ repo: did(by), writes });
    data.results.forEach(({ uri, cid }, n) => records.set(some[n].key, { uri, cid }));
  }
}

// An act can only point to what already exists, so they are done in rounds.
async function performAll() {
  const exists = (key) => key === null || records.has(key);
  for (let left = content.acts; left.length; left = left.filter(({ key }) => !records.has(key))) {
    const possible = left.filter(({ reply_to, quotes, reposts }) => [reply_to, quotes, reposts].every(exists));
    if (!possible.length) throw new Error(`these acts point to each other: ${left.map(({ key }) => key)}`);
    for (const by of new Set(possible.map((act) => act.by))) await perform(by, possible.filter((act) => act.by === by));
  }
  for (const { key, by, liked_by, deleted } of content.acts) {
    const { uri, cid } = records.get(key);
    for (const fan of liked_by) await agents.get(fan).like(uri, cid);
    if (deleted) await agents.get(by).deletePost(uri);
  }
}

async function introduce(account) {
  const agent = agents.get(account.key);
  for (const other of account.follows) await agent.follow(did(other));
  if (!account.profile) return;
  const labels = account.opted_out ? { $type: "com.atproto.label.defs#selfLabels", values: [{ val: "!no-unauthenticated" }] } : undefined;
  const pinnedPost = account.pinned ? records.get(account.pinned) : undefined;
  await agent.upsertProfile(() => ({ displayName: account.name, description: account.bio, labels, pinnedPost }));
}

async function end({ key, state }) {
  if (state === "deactivated") await agents.get(key).com.atproto.server.deactivateAccount({});
  if (state === "taken_down") {
    const subject = { $type: "com.atproto.admin.defs#repoRef", did: did(key) };
    const headers = network.pds.adminAuthHeaders();
    const takedown = { applied: true, ref: "invented" };
    const options = { encoding: "application/json", headers };
    await network.pds.getAgent().com.atproto.admin.updateSubjectStatus({ subject, takedown }, options);
  }
}

const created = content.accounts.filter(({ state }) => state !== "unknown");
for (const account of created) await signUp(account);
await performAll();
for (const account of created) await introduce(account);
await network.processAll(60_000);
for (const account of created) await end(account);
await network.processAll(60_000);

const assigned = {
  appview_url: network.bsky.url.replace("localhost", "127.0.0.1"),
  pds_url: network.pds.url.replace("localhost", "127.0.0.1"),
  plc_url: network.plc.url.replace("localhost", "127.0.0.1"),
  dids: Object.fromEntries(created.map(({ key }) => [key, did(key)])),
  records: Object.fromEntries(records),
};
writeFileSync(`${assignedFile}.part`, JSON.stringify(assigned));
renameSync(`${assignedFile}.part`, assignedFile);
