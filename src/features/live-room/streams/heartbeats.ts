/** Heartbeats that come in at the same time are written together; each is acknowledged when it is kept, not before. */
import type { Ctx } from '../../../platform/context.ts'
import { ownContext } from '../../../platform/context.ts'
import type { Seen } from '../commands/presence.ts'
import { keepPresence } from '../commands/presence.ts'

const gatherMilliseconds = 150

interface Batch {
  seen: Seen[]
  kept: Promise<void>
}

const gathering = new WeakMap<object, Batch>()

/** Returns when the heartbeat is in the database. */
export function beat(ctx: Ctx, one: Seen): Promise<void> {
  const key = ctx.db.client.config
  const open = gathering.get(key)
  if (open) {
    open.seen.push(one)
    return open.kept
  }
  const batch: Batch = { seen: [one], kept: Promise.resolve() }
  batch.kept = new Promise<void>((resolve) => setTimeout(resolve, gatherMilliseconds)).then(() => {
    gathering.delete(key)
    return keepPresence(ownContext(ctx, 'live-room'), batch.seen)
  })
  gathering.set(key, batch)
  return batch.kept
}
