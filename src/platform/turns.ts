/** Lets work on one thing wait its turn in this process, before it takes a connection: a rush for it starves nobody else. */
import type { Ctx } from './context.ts'

const waiting = new Map<string, { running: number; queue: (() => void)[] }>()

/**
 * Runs `work` when fewer than `atOnce` others with the same key are at it, first come first served. This is a kindness to
 * the pool, not a lock: other processes know nothing of it. Inside a transaction nobody waits, because what is
 * waited for may need what the transaction holds.
 */
export async function inTurn<T>(ctx: Ctx, key: string, atOnce: number, work: () => Promise<T>): Promise<T> {
  if (ctx.audit) return work()
  const line = waiting.get(key) ?? { running: 0, queue: [] }
  waiting.set(key, line)
  if (line.running >= atOnce) await new Promise<void>((resolve) => line.queue.push(resolve))
  else line.running += 1
  try {
    return await work()
  } finally {
    // The turn is handed on; nobody who comes just now can slip in between.
    const next = line.queue.shift()
    if (next) next()
    else if (--line.running === 0) waiting.delete(key)
  }
}
