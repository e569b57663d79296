/**
 * Reads outside a transaction go out together: what is asked in the same turn of the event loop shares one connection and
 * one packet. To the server, the database and the kernel between them a packet costs more than most of our reads do.
 */
import pg from 'pg'

/** As many as a page asks at once; beyond it a second connection answers sooner. */
const mostTogether = 16
const connections = 4

interface Read {
  query: pg.QueryConfig
  resolve: (rows: never[]) => void
  reject: (error: unknown) => void
}

export class Reads {
  readonly #pool: pg.Pool
  readonly #waiting: Read[] = []
  #ended: Promise<void> | undefined

  constructor(options: pg.PoolConfig) {
    // Each read stands for itself: one that fails takes nothing else of its packet with it.
    this.#pool = new pg.Pool({ ...options, max: connections, pipeline: true } as pg.PoolConfig)
    // A lost connection fails what was asked on it; the pool makes a new one.
    this.#pool.on('error', () => {})
    this.#pool.on('connect', (client) => client.on('error', () => {}))
  }

  ask<Row>(query: pg.QueryConfig): Promise<Row[]> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ query, resolve, reject })
      if (this.#waiting.length === 1) setImmediate(() => void this.#send())
    })
  }

  /** Ended twice is ended once, as it is with knex. */
  end(): Promise<void> {
    return (this.#ended ??= this.#pool.end())
  }

  /** Whoever asks while every connection is busy goes with the first that is free. */
  async #send(): Promise<void> {
    let client: pg.PoolClient & { connection?: { stream: { cork(): void; uncork(): void } } }
    try {
      client = await this.#pool.connect()
    } catch (error) {
      for (const read of this.#waiting.splice(0)) read.reject(error)
      return
    }
    const together = this.#waiting.splice(0, mostTogether)
    if (this.#waiting.length > 0) setImmediate(() => void this.#send())
    client.connection!.stream.cork()
    const answers = together.map(({ query, resolve, reject }) =>
      client.query<never>(query).then((answer) => resolve(answer.rows), reject),
    )
    client.connection!.stream.uncork()
    await Promise.all(answers)
    client.release()
  }
}
