/** Web sessions as rows: read with the person who is signed in, kept, changed, ended. */
import type { PersonActor } from '../../../platform/access.ts'
import type { Ctx } from '../../../platform/context.ts'
import { row } from '../../../platform/db/connect.ts'
import { today } from '../../../lib/time.ts'
import { actorSql } from '../../people/index.ts'

export interface WebSession<Data> {
  sid: string
  data: Data
  /** Milliseconds since 1970 by the clock on the wall, as in the cookie. */
  expires: number
}

/** A session that has not expired, and who is signed in with it by the rights of today: one question for both. */
export async function findWebSession<Data>(
  ctx: Pick<Ctx, 'db' | 'now'>,
  sid: string,
  at: number,
): Promise<{ data: Data; actor: PersonActor | null } | undefined> {
  return row(
    ctx.db,
    `select s.sess as data, ${actorSql(`(s.sess -> 'passport' ->> 'user')::uuid`)} as actor
     from web_sessions s where s.sid = :sid and s.expire >= to_timestamp(:seconds)`,
    { sid, seconds: at / 1000, today: today(ctx.now) },
  )
}

export async function keepWebSession(ctx: Pick<Ctx, 'db'>, made: WebSession<object>): Promise<void> {
  await ctx.db.raw(
    `insert into web_sessions (sid, sess, expire) values (:sid, :data, to_timestamp(:seconds))
     on conflict (sid) do update set sess = excluded.sess, expire = excluded.expire`,
    values(made),
  )
}

/** Only where it is still there: a request under way must not bring back a session that was ended meanwhile. */
export async function changeWebSession(ctx: Pick<Ctx, 'db'>, changed: WebSession<object>): Promise<void> {
  await ctx.db.raw(
    'update web_sessions set sess = :data, expire = to_timestamp(:seconds) where sid = :sid',
    values(changed),
  )
}

const values = ({ sid, data, expires }: WebSession<object>) => ({
  sid,
  data: JSON.stringify(data),
  seconds: expires / 1000,
})

export async function endWebSession(ctx: Pick<Ctx, 'db'>, sid: string): Promise<void> {
  await ctx.db('web_sessions').where({ sid }).delete()
}

/** Those that ended by themselves, of people and of passers-by. */
export async function removeExpiredSessions(ctx: Pick<Ctx, 'db'>): Promise<void> {
  await ctx.db('web_sessions').where('expire', '<', ctx.db.raw('localtimestamp')).delete()
}
