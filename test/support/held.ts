/** Live sessions that are over, straight into the tables: who had a place, and how they were marked. */
import type { Knex } from 'knex'
import { newId, newSecret } from '../../src/lib/ids.ts'
import { addTestPerson } from './factories.ts'

export interface HeldSession {
  id: string
  part_id: string
  trainer_id: string
  ends_at: Date
}

/** A session of the champion course with one part of two hours; its register is closed unless said. */
export async function addHeldSession(
  db: Knex,
  starts_at: Date,
  values: {
    title?: string
    mode?: 'online' | 'in person'
    is_mandatory?: boolean
    audience?: 'internal' | 'external'
    is_open?: boolean
  } = {},
): Promise<HeldSession> {
  const livePart = await db('live_parts as l')
    .join('courses as c', 'c.id', 'l.course_id')
    .join('programmes as g', 'g.id', 'c.programme_id')
    .where({ 'g.slug': 'hate-crime-champion', 'c.kind': 'initial' })
    .first('l.id')
  const trainer = await addTestPerson(db, { roles: ['trainer'] })
  const [id, part_id] = [newId(), newId()]
  const ends_at = new Date(starts_at.getTime() + 7_200_000)
  await db('live_sessions').insert({
    id,
    title: values.title ?? 'Held session',
    mode: values.mode ?? 'online',
    place: values.mode === 'in person' ? 'Town hall' : null,
    is_mandatory: values.is_mandatory ?? false,
    audience: values.audience ?? 'external',
    capacity: 100,
    join_url: 'https://meet.example/held',
    created_at: starts_at,
    opened_at: starts_at,
  })
  await db('live_session_parts').insert({
    id: part_id,
    live_session_id: id,
    live_part_id: livePart!.id,
    position: 1,
    starts_at,
    ends_at,
  })
  if (!values.is_open)
    await db('registers').insert({ live_session_part_id: part_id, closed_at: ends_at, closed_by: trainer.id })
  return { id, part_id, trainer_id: trainer.id, ends_at }
}

export async function book(db: Knex, session: HeldSession, personId: string): Promise<void> {
  await db('bookings').insert({
    id: newId(),
    live_session_id: session.id,
    person_id: personId,
    created_at: session.ends_at,
    booked_at: session.ends_at,
    join_token: newSecret(),
  })
}

export async function attend(
  db: Knex,
  session: HeldSession,
  personId: string,
  mark: 'present' | 'late' | 'left early' | 'absent' | 'excused',
): Promise<void> {
  await db('evidence').insert({
    live_session_part_id: session.part_id,
    person_id: personId,
    kind: 'trainer mark',
    mark,
    recorded_by: session.trainer_id,
    recorded_at: session.ends_at,
  })
}
