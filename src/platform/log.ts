/** The log: one JSON line an event, no personal data (names, addresses and form bodies never go in). */
import pino from 'pino'
import type { Logger } from 'pino'

export type { Logger } from 'pino'

export const createLog = (level: string): Logger =>
  pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime })
