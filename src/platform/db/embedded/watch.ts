/** Starts the server again when it dies under a living process: killed for its memory, or by hand. */
import { setTimeout as sleep } from 'node:timers/promises'

const WATCH_MS = 500

export interface Watching {
  isUp: () => Promise<boolean>
  start: () => Promise<void>
  whenRestarted: () => void
  whenLost: (fault: unknown) => void
}

/** Returns what ends the watch: after it, nothing is started any more. */
export function watch({ isUp, start, whenRestarted, whenLost }: Watching): () => Promise<void> {
  const end = new AbortController()
  const ended = (async () => {
    while (!end.signal.aborted) {
      await sleep(WATCH_MS, undefined, { ref: false, signal: end.signal }).catch(() => {})
      if (end.signal.aborted || (await isUp())) continue
      await start()
      whenRestarted()
    }
  })().catch(whenLost)
  return () => {
    end.abort()
    return ended
  }
}
