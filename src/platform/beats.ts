/** Signs of life of the web server: a gap between two is an outage, which stops the time of whoever was taking a quiz. */
import type { Knex } from 'knex'
import type { Clock } from './clock.ts'
import { clock } from './clock.ts'
import { row } from './db/connect.ts'
import type { Logger } from './log.ts'

const beatMilliseconds = 5000
/** Three beats missed; a shorter gap is a slow moment. */
const outageMilliseconds = 15_000

/** `real` is the computer's own time, for the gap; outages are kept in the time that the domain knows. */
export async function beat(db: Knex, now: Date, real: Date): Promise<void> {
  await db.transaction(async (trx) => {
    await trx.raw('insert into server_beats (beat_at) values (?) on conflict do nothing', [real])
    const last = await row<{ beat_at: Date }>(trx, 'select beat_at from server_beats for update')
    const gap = real.getTime() - last!.beat_at.getTime()
    if (gap > outageMilliseconds)
      await trx.raw('insert into outages (started_at, ended_at) values (?, ?) on conflict do nothing', [
        new Date(now.getTime() - gap),
        now,
      ])
    if (gap > 0) await trx.raw('update server_beats set beat_at = ?', [real])
  })
}

/** Beats once before it returns, so that whoever comes first after an outage has their time back already. */
export async function startBeats(db: Knex, log: Logger, time: Clock = clock): Promise<{ stop: () => Promise<void> }> {
  let isBusy = false
  const once = async () => {
    if (isBusy) return
    isBusy = true
    try {
      await beat(db, time.now(), new Date())
    } catch (error) {
      // The database is away: the next beat that gets through says for how long.
      log.debug({ err: error }, 'no sign of life could be written')
    } finally {
      isBusy = false
    }
  }
  await once()
  const timer = setInterval(() => void once(), beatMilliseconds)
  return {
    stop: async () => {
      clearInterval(timer)
      await once()
    },
  }
}
