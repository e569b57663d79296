/**
 * The demo's own desk: jobs stay on it until time passes, and audit rows are written together at the end. Each of them
 * would be a statement of its own, and a first start has few seconds.
 */
import type { Knex } from 'knex'

export interface WaitingJob {
  name: string
  payload: unknown
}

export class Gathered {
  /** The transaction, but for those two. */
  db: Knex
  #transaction: Knex
  #jobs = new Map<string, WaitingJob>()
  #audit: { at: Date }[] = []

  constructor(transaction: Knex) {
    this.#transaction = transaction
    this.db = new Proxy(transaction, {
      apply: (target, self, [table, ...rest]: [string]) =>
        table === 'audit_events'
          ? { insert: (rows: { at: Date }[]) => this.#keepAudit(rows) }
          : Reflect.apply(target, self, [table, ...rest]),
      get: (target, name) => {
        if (name === 'raw') return (sql: string, values: never) => this.#raw(sql, values)
        const found: unknown = Reflect.get(target, name)
        return typeof found === 'function' ? found.bind(target) : found
      },
    })
  }

  /** What waits to be done, but for what is about other people than these; mail is delivered at the end. */
  takeJobs(personIds?: string[]): WaitingJob[] {
    const jobs = [...this.#jobs].filter(([, { payload }]) => !personIds || isAbout(payload, personIds))
    for (const [key] of jobs) this.#jobs.delete(key)
    return jobs.map(([, job]) => job)
  }

  async writeAudit(): Promise<void> {
    const rows = this.#audit.toSorted((a, b) => a.at.getTime() - b.at.getTime())
    await this.#transaction.batchInsert('audit_events', rows, 200)
  }

  async #keepAudit(rows: { at: Date }[]): Promise<void> {
    this.#audit.push(...rows)
  }

  async #raw(sql: string, values: never): Promise<unknown> {
    if (!sql.includes('graphile_worker.add_jobs(')) return this.#transaction.raw(sql, values)
    const { name, payloads, keys } = values as { name: string; payloads: string[]; keys: (string | null)[] }
    if (name !== 'mail.send')
      for (const [index, payload] of payloads.entries())
        this.#jobs.set(keys[index] ?? `${name} ${this.#jobs.size}`, { name, payload: JSON.parse(payload) })
    return { rows: [] }
  }
}

function isAbout(payload: unknown, personIds: string[]): boolean {
  const { personId } = payload as { personId?: string }
  return personId === undefined || personIds.includes(personId)
}
