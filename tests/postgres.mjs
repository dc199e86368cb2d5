// SPDX-License-Identifier: AGPL-3.0-or-later
// A PostgreSQL 15 of the tests' own: a cluster in a temporary folder, on a socket in it, that can be stopped, frozen and started again.
// PostgreSQL refuses to run as root, so its own user runs it then.
import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const programs = '/usr/lib/postgresql/15/bin';
export const has_postgres = existsSync(path.join(programs, 'postgres'));

const is_root = process.getuid() === 0;
const number_of = (flag) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
const as_postgres = is_root && has_postgres ? { uid: number_of('-u'), gid: number_of('-g') } : {};
const wait = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

export class Postgres {
  /** `durable`: what it has said is kept outlives the power; else it is quicker. */
  static async start({ durable = true } = {}) {
    const cluster = new Postgres();
    cluster.more = durable ? [] : ['fsync', 'synchronous_commit', 'full_page_writes'].flatMap((name) => ['-c', `${name}=off`]);
    cluster.folder = mkdtempSync(path.join(tmpdir(), 'bydel-postgres-'));
    chmodSync(cluster.folder, 0o700);
    if (is_root) chownSync(cluster.folder, as_postgres.uid, as_postgres.gid);
    cluster.data = path.join(cluster.folder, 'data');
    execFileSync(path.join(programs, 'initdb'), ['-D', cluster.data, '-A', 'trust', '-U', 'bydel', '-E', 'UTF8', '--no-locale', '--no-sync'], { ...as_postgres, cwd: cluster.folder, stdio: 'pipe' });
    await cluster.up();
    return cluster;
  }

  url(database = 'postgres') {
    return `postgresql://bydel@/${database}?host=${encodeURIComponent(this.folder)}`;
  }

  async up() {
    const options = ['-D', this.data, '-k', this.folder, '-c', 'listen_addresses=', '-c', 'shared_buffers=32MB', '-c', 'max_connections=100', ...this.more];
    this.process = spawn(path.join(programs, 'postgres'), options, { ...as_postgres, cwd: this.folder, stdio: ['ignore', 'ignore', 'pipe'] });
    this.process.stderr.resume();
    this.ended = new Promise((done) => this.process.once('exit', done));
    for (let attempt = 0; attempt < 200; attempt++) {
      try {
        this.query('SELECT 1');
        return;
      } catch {
        await wait(50);
      }
    }
    throw new Error('PostgreSQL did not start');
  }

  async down(signal = 'SIGINT') {
    this.process.kill(signal);
    await this.ended;
  }

  // As if the power went: every process is killed, and it is started again on what is on the disk.
  async crash() {
    for (const pid of this.processes().reverse()) {
      try {
        process.kill(pid, 'SIGKILL');
      } catch {
        // it ended with another
      }
    }
    await this.ended;
    await this.up();
  }

  // Every process of the cluster, the first one included.
  processes() {
    const parent_of = (pid) => Number(/^PPid:\s*(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
    const children = readdirSync('/proc').filter((name) => {
      try {
        return /^\d+$/.test(name) && parent_of(name) === this.process.pid;
      } catch {
        return false; // it has ended meanwhile
      }
    });
    return [this.process.pid, ...children.map(Number)];
  }

  // As a host that is stuck: connections stay open and nobody answers.
  freeze() {
    this.frozen = this.processes();
    for (const pid of this.frozen) process.kill(pid, 'SIGSTOP');
  }

  thaw() {
    for (const pid of this.frozen) process.kill(pid, 'SIGCONT');
  }

  query(sql, database = 'postgres') {
    return execFileSync(path.join(programs, 'psql'), ['-X', '-A', '-t', '-q', '-d', this.url(database), '-c', sql], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }).trim();
  }

  end_backends(database = 'postgres') {
    return Number(this.query(`SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = '${database}' AND pid <> pg_backend_pid()`));
  }

  async close() {
    await this.down('SIGQUIT');
    rmSync(this.folder, { recursive: true, force: true });
  }
}
