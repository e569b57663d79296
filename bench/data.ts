/** 200 organisations and the people of a large force, written straight into the tables: the measure is of reading and working. */
import type { Knex } from 'knex'
import { newId, newSecret } from '../src/lib/ids.ts'

export interface Data {
  programme_id: string
  course_id: string
  version_id: string
}

/** Fills an empty, reference-seeded database. Nine of ten people are champions; the rest are under way. */
export async function fill(db: Knex, people: number): Promise<Data> {
  const [version] = await db('course_versions as v')
    .join('courses as c', 'c.id', 'v.course_id')
    .join('programmes as p', 'p.id', 'c.programme_id')
    .where('p.slug', 'hate-crime-champion')
    .select('v.id as version_id', 'c.id as course_id', 'p.id as programme_id')
  const { version_id, course_id, programme_id } = version!
  await db.raw(`
    insert into organisations (id, name, search, kind, starts_on, created_at)
    select gen_random_uuid(), 'Partner ' || n, 'partner ' || n,
      (array['district council', 'housing association', 'charity', 'community group'])[1 + n % 4], '2025-01-01', now()
    from generate_series(1, 200) n`)
  await db.raw(`
    insert into organisation_areas select o.id, (array(select id from areas order by name))[1 + abs(hashtext(o.name)) % 11]
    from organisations o`)
  await db.raw(
    `insert into people (id, full_name, search, email, created_at)
     select gen_random_uuid(), 'Person ' || n || ' Benchmark', 'person ' || n || ' benchmark', 'person' || n || '@partner.example', now()
     from generate_series(1, ?::int) n`,
    [people],
  )
  await db.raw(`
    with numbered as (select id, row_number() over (order by id) as n from people),
         places as (select id, row_number() over (order by id) as n from organisations)
    insert into memberships (id, person_id, organisation_id, starts_on, created_at)
    select gen_random_uuid(), p.id, o.id, '2025-06-01', now() from numbered p join places o on o.n = 1 + p.n % 200`)
  await db.raw(
    `insert into enrolments (id, person_id, course_id, course_version_id, enrolled_at)
     select gen_random_uuid(), id, ?, ?, now() from people`,
    [course_id, version_id],
  )
  await db.raw(
    `insert into completions (id, person_id, course_version_id, completed_at, content_hash, recorded_at)
     select gen_random_uuid(), p.id, ?, now() - interval '30 days', v.content_hash, now()
     from people p cross join course_versions v where v.id = ? and abs(hashtext(p.email)) % 10 > 0`,
    [version_id, version_id],
  )
  await db.raw(
    `insert into certificates (id, number, reference, person_id, programme_id, cycle, completion_id, organisation_id,
       awarded_on, renews_from, valid_to, grace_to, issued_at, is_printable, facts)
     select gen_random_uuid(), 'HCC-2025-' || lpad(row_number() over ()::text, 6, '0') || '-X',
       left(translate(encode(uuid_send(gen_random_uuid()), 'base64'), '+/=', '-_'), 22), c.person_id, ?, 1, c.id, m.organisation_id,
       d.awarded, d.awarded + 275, d.awarded + 365, d.awarded + 426, now(), true,
       jsonb_build_object('name', p.full_name, 'organisation_name', o.name, 'language', 'en', 'programme_name', 'Bench',
         'course_title', 'Bench', 'wording', 'Completed the course.', 'force_name', 'Bench', 'signatory_name', 'A Bench',
         'signatory_title', 'Chief Constable', 'colour', '#1d3557', 'law_as_at', null)
     from completions c cross join lateral (select current_date - (abs(hashtext(c.id::text)) % 300) as awarded) d
     join people p on p.id = c.person_id join memberships m on m.person_id = p.id
     join organisations o on o.id = m.organisation_id`,
    [programme_id],
  )
  await db.raw(
    `insert into certificate_states (certificate_id, state, changed_at) select id, 'issued', issued_at from certificates`,
  )
  await db.raw('analyze')
  return { programme_id, course_id, version_id }
}

/** A live session that began an hour ago and lasts for two, with a place for each of these people. */
export async function addSession(
  db: Knex,
  { trainer_id, person_ids }: { trainer_id: string; person_ids: string[] },
): Promise<{ session_id: string; part_id: string }> {
  const [session_id, part_id] = [newId(), newId()]
  const started = new Date(Date.now() - 3_600_000)
  await db('live_sessions').insert({
    id: session_id,
    title: 'Bench',
    mode: 'online',
    is_mandatory: false,
    audience: 'external',
    capacity: person_ids.length,
    created_at: started,
    opened_at: started,
  })
  await db('live_session_parts').insert({
    id: part_id,
    live_session_id: session_id,
    position: 1,
    starts_at: started,
    ends_at: new Date(started.getTime() + 2 * 3_600_000),
  })
  await db('live_session_trainers').insert({ live_session_id: session_id, person_id: trainer_id })
  const bookings = person_ids.map((person_id) => ({
    id: newId(),
    live_session_id: session_id,
    person_id,
    created_at: started,
    booked_at: started,
    join_token: newSecret(),
  }))
  await db.batchInsert('bookings', bookings, 1000)
  return { session_id, part_id }
}
