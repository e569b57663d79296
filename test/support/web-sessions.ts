/** Web sessions as signing in makes them, for many people at once and without the mails. */
import { createHmac, randomBytes } from 'node:crypto'
import type { Knex } from 'knex'

/** The Cookie header of each, good for an http server that has this secret. */
export async function addWebSessions(db: Knex, personIds: string[], secret: string): Promise<string[]> {
  const until = Date.now() + 12 * 3_600_000
  const sessions = personIds.map((user) => ({
    sid: randomBytes(24).toString('base64url'),
    sess: JSON.stringify({
      cookie: {
        originalMaxAge: 43_200_000,
        expires: new Date(until),
        httpOnly: true,
        path: '/',
        sameSite: 'lax',
        secure: false,
      },
      passport: { user },
      signed_in_at: Date.now(),
      signed_in_until: until,
    }),
    expire: new Date(until),
  }))
  await db.batchInsert('web_sessions', sessions, 1000)
  return sessions.map(({ sid }) => {
    const signature = createHmac('sha256', secret).update(sid).digest('base64').replace(/=+$/, '')
    return `upstander=${encodeURIComponent(`s:${sid}.${signature}`)}`
  })
}
