// SPDX-License-Identifier: AGPL-3.0-or-later
// A phone without a screen, for the tests that drive the real server: it enrols, seals (HPKE, docs/sync.md), keeps an outbox, pushes and pulls.
// Node 18 and nothing else. What the web app does with a person in front of it is tested in the browser.
import { randomBytes, webcrypto } from 'node:crypto';
import http from 'node:http';

const { subtle } = webcrypto;
const utf8 = (text) => Buffer.from(text, 'utf8');
const suite = Buffer.concat([utf8('HPKE'), Buffer.from([0x00, 0x10, 0x00, 0x01, 0x00, 0x01])]);
const kem_suite = Buffer.concat([utf8('KEM'), Buffer.from([0x00, 0x10])]);

async function hmac(key, data) {
  const imported = await subtle.importKey('raw', key, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  return Buffer.from(await subtle.sign('HMAC', imported, data));
}
const extract = (salt, suite_id, label, input) =>
  hmac(salt.length ? salt : Buffer.alloc(32), Buffer.concat([utf8('HPKE-v1'), suite_id, utf8(label), input]));
async function expand(secret, suite_id, label, info, length) {
  const labelled = Buffer.concat([Buffer.from([length >> 8, length & 255]), utf8('HPKE-v1'), suite_id, utf8(label), info, Buffer.from([1])]);
  return (await hmac(secret, labelled)).subarray(0, length);
}

// HPKE base mode, one message: base64url(enc followed by the ciphertext).
export async function seal(public_key_base64url, plain, aad) {
  const receiver_bytes = Buffer.from(public_key_base64url, 'base64url');
  const curve = { name: 'ECDH', namedCurve: 'P-256' };
  const receiver = await subtle.importKey('raw', receiver_bytes, curve, false, []);
  const pair = await subtle.generateKey(curve, false, ['deriveBits']);
  const enc = Buffer.from(await subtle.exportKey('raw', pair.publicKey));
  const point = Buffer.from(await subtle.deriveBits({ name: 'ECDH', public: receiver }, pair.privateKey, 256));
  const none = Buffer.alloc(0);
  const pseudo_random = await extract(none, kem_suite, 'eae_prk', point);
  const shared = await expand(pseudo_random, kem_suite, 'shared_secret', Buffer.concat([enc, receiver_bytes]), 32);
  const hashes = [await extract(none, suite, 'psk_id_hash', none), await extract(none, suite, 'info_hash', utf8('bydel outbox 1'))];
  const context = Buffer.concat([Buffer.from([0]), ...hashes]);
  const secret = await extract(shared, suite, 'secret', none);
  const cipher = await subtle.importKey('raw', await expand(secret, suite, 'key', context, 16), 'AES-GCM', false, ['encrypt']);
  const iv = await expand(secret, suite, 'base_nonce', context, 12);
  const sealed = await subtle.encrypt({ name: 'AES-GCM', iv, additionalData: utf8(aad) }, cipher, utf8(plain));
  return Buffer.concat([enc, Buffer.from(sealed)]).toString('base64url');
}

// A UUIDv7 that tells its day and no clock time.
export function day_id(day) {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(Date.parse(`${day}T00:00:00Z`), 0, 6);
  bytes[6] = (bytes[6] & 0x0f) | 0x70;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

// One request on a connection of its own; throws where the network does.
export function request(origin, method, path, body, headers = {}) {
  const text = body === undefined ? '' : JSON.stringify(body);
  return new Promise((resolve, reject) => {
    const options = { method, agent: false, headers: { ...headers, ...(text ? { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(text) } : {}) } };
    const sent = http.request(origin + path, options, (answer) => {
      const parts = [];
      answer.on('data', (part) => parts.push(part));
      answer.on('error', reject);
      answer.on('aborted', () => reject(new Error('the answer broke off')));
      answer.on('end', () => {
        const cookie = (answer.headers['set-cookie'] ?? []).map((one) => one.split(';')[0]).join('; ');
        try {
          resolve({ status: answer.statusCode, cookie, body: parts.length ? JSON.parse(Buffer.concat(parts)) : null });
        } catch (error) {
          reject(error);
        }
      });
    });
    sent.on('error', reject);
    sent.end(text);
  });
}

export function conversation(held_on, more = {}) {
  return {
    held_on, women: 1, meeting: 'first', contact_way: 'street', place: 'library', activities: ['talked'], themes: ['money'],
    minutes: 30, next_step: 'meet_again', ladder: null, language: null, template_version: 1, ...more,
  };
}

export class Phone {
  outbox = []; // { item_id, key_id, sealed, state: waiting | sent | refused, outcome, item }
  revisions = new Map();

  unlock_secret = randomBytes(32).toString('base64url');

  static async enrol(origin, token, language = 'da') {
    const phone = new Phone();
    const answer = await request(origin, 'POST', '/api/enrol', { token, language, unlock_secret: phone.unlock_secret });
    if (answer.status !== 201) throw new Error(`enrolling got ${answer.status} ${JSON.stringify(answer.body)}`);
    return Object.assign(phone, answer.body, { origin, cookie: answer.cookie });
  }

  // It shows that its notes are open, but where it sends: that has to go as well while they are closed.
  post(path, body) {
    const unlocked = path === '/api/sync/push' ? {} : { 'Bydel-Unlocked': this.unlock_secret };
    return request(this.origin, 'POST', path, body, { Cookie: this.cookie, 'Bydel-Device': this.device_id, ...unlocked });
  }

  async save(operation, entity, id, on, record) {
    const revision = (this.revisions.get(id) ?? 0) + 1;
    this.revisions.set(id, revision);
    const item = { item_id: day_id(on), device_id: this.device_id, entity, operation, id, revision, saved_on: on, ...(record ? { record } : {}) };
    const sealed = await seal(this.public_key, JSON.stringify(item), item.item_id);
    this.outbox.push({ item_id: item.item_id, key_id: this.key_id, sealed, state: 'waiting', outcome: null, item });
    return id;
  }
  put(record, on, id = day_id(on), entity = 'conversation') {
    return this.save('put', entity, id, on, record);
  }
  worry(on) {
    return this.put({ raised_on: on, passed_to: null, passed_on: null }, on, day_id(on), 'concern');
  }
  remove(id, on, entity = 'conversation') {
    return this.save('delete', entity, id, on);
  }
  waiting() {
    return this.outbox.filter((row) => row.state === 'waiting');
  }

  // Sends at most `most` waiting items. Throws where the network does: they stay waiting.
  async push(most = 100) {
    const batch = this.waiting().slice(0, most);
    if (!batch.length) return null;
    const items = batch.map(({ item_id, key_id, sealed }) => ({ item_id, key_id, sealed }));
    const answer = await this.post('/api/sync/push', { epoch: this.epoch, items });
    if (answer.status !== 200) throw new Error(`pushing got ${answer.status} ${JSON.stringify(answer.body)}`);
    this.meet_epoch(answer.body.epoch);
    for (const { item_id, outcome } of answer.body.results) {
      const row = this.outbox.find((one) => one.item_id === item_id);
      Object.assign(row, { outcome, state: outcome === 'refused' ? 'refused' : 'sent' });
    }
    return answer.body;
  }

  // A restored server may have lost what it acknowledged (law 10). These phones are never older than 30 days.
  meet_epoch(epoch) {
    if (epoch === this.epoch) return;
    this.epoch = epoch;
    for (const row of this.outbox) if (row.state === 'sent') row.state = 'waiting';
  }

  // Everything of hers, as a new phone would receive it: "entity/id" to the record as pulled.
  async pull_all() {
    const cursor = {};
    const held = new Map();
    for (;;) {
      const answer = await this.post('/api/sync/pull', { epoch: this.epoch, scopes: [], cursor });
      if (answer.status !== 200) throw new Error(`pulling got ${answer.status} ${JSON.stringify(answer.body)}`);
      this.meet_epoch(answer.body.epoch);
      for (const { scope, position, records } of answer.body.scopes) {
        cursor[scope] = position;
        for (const one of records) {
          const name = `${one.entity}/${one.id}`;
          if (held.has(name)) throw new Error(`${name} came twice`);
          held.set(name, one);
        }
      }
      if (!answer.body.more) return held;
    }
  }
}
