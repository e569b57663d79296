/** The log: one JSON line an event, no personal data (names, addresses and form bodies never go in). */
import pino from 'pino'
import type { Logger } from 'pino'

export type { Logger } from 'pino'

export const createLog = (level: string): Logger =>
  pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime, serializers: { err: describe } })

/** What an error may tell: Postgres's `detail` quotes rows and pg hangs the whole connection on its errors. */
function describe(error: unknown): unknown {
  if (!(error instanceof Error)) return { message: String(error) }
  const { name, message, code, stack, cause } = error as Error & { code?: string }
  return { name, message, ...(code ? { code } : {}), stack, ...(cause ? { cause: describe(cause) } : {}) }
}
