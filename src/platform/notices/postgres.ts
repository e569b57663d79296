/**
 * Notices by LISTEN/NOTIFY. A commit that carries a NOTIFY takes a lock on the whole cluster, so none is ever sent in a
 * transaction that writes: they are gathered and go out together, at most ten times a second, on the listening connection.
 */
import pg from 'pg'
import type { Logger } from '../log.ts'
import type { Notices } from './carrier.ts'

const channel = 'upstander_notices'
const pauseMilliseconds = 100
const retryMilliseconds = 1000
/** Postgres takes payloads under 8,000 bytes. */
const mostBytes = 7000

export function postgresNotices(settings: pg.ClientConfig, log: Logger): Notices {
  const listeners = new Set<(topic: string) => void>()
  const waiting = new Set<string>()
  let client: pg.Client | undefined
  let opening: Promise<void> | undefined
  let sending: NodeJS.Timeout | undefined
  let retrying: NodeJS.Timeout | undefined
  let lastSent = 0
  let isStopped = false

  const hear = (topics: string) => {
    for (const topic of topics.split(' ')) for (const heard of listeners) heard(topic)
  }

  const open = () => {
    opening ??= (async () => {
      const made = new pg.Client({ ...settings, application_name: 'upstander notices', keepAlive: true })
      made.on('error', () => lose(made))
      made.on('end', () => lose(made))
      made.on('notification', ({ payload }) => hear(payload ?? ''))
      await made.connect()
      // A connection that only listens must not keep a process alive that has nothing else to do.
      ;(made as pg.Client & { unref(): void }).unref()
      await made.query(`listen ${channel}`)
      if (isStopped) return made.end()
      client = made
      if (waiting.size > 0) plan()
    })()
      .catch((error: unknown) => {
        log.warn({ err: error }, 'notices: no connection')
        again()
      })
      .finally(() => (opening = undefined))
    return opening
  }

  const lose = (lost: pg.Client) => {
    if (client !== lost) return
    client = undefined
    lost.removeAllListeners('end')
    void lost.end().catch(() => {})
    if (!isStopped) log.warn('notices: connection lost')
    again()
  }

  const again = () => {
    if (isStopped || retrying) return
    retrying = setTimeout(() => {
      retrying = undefined
      void open()
    }, retryMilliseconds)
    retrying.unref()
  }

  const plan = () => {
    if (sending || isStopped) return
    sending = setTimeout(() => void send(), Math.max(0, lastSent + pauseMilliseconds - performance.now()))
    sending.unref()
  }

  const send = async () => {
    sending = undefined
    // What cannot be sent now stays in the set, which holds each topic once.
    if (!client || waiting.size === 0) return
    const topics = [...waiting]
    waiting.clear()
    lastSent = performance.now()
    try {
      for (const payload of packed(topics)) await client.query('select pg_notify($1, $2)', [channel, payload])
    } catch {
      for (const topic of topics) waiting.add(topic)
    }
    if (waiting.size > 0) plan()
  }

  return {
    tell: (topic) => {
      if (isStopped) return
      waiting.add(topic)
      if (client) plan()
      else if (!retrying) void open()
    },
    listen: (heard) => {
      listeners.add(heard)
      if (!client && !retrying && !isStopped) void open()
      return () => listeners.delete(heard)
    },
    stop: async () => {
      isStopped = true
      clearTimeout(sending)
      clearTimeout(retrying)
      listeners.clear()
      await opening
      const last = client
      client = undefined
      await last?.end().catch(() => {})
    },
  }
}

/** Topics with spaces between, as few texts as the limit allows. */
export function packed(topics: string[]): string[] {
  const texts: string[] = []
  for (const topic of topics) {
    const last = texts.at(-1)
    if (last !== undefined && last.length + topic.length < mostBytes) texts[texts.length - 1] = `${last} ${topic}`
    else texts.push(topic)
  }
  return texts
}
