/** A session tomorrow and one held yesterday, and what hangs on them: places, offers, quotas, materials, the room. */
import { newId, newSecret } from '../../../src/lib/ids.ts'
import { addTestFile } from './files.ts'
import type { Side } from './side.ts'
import { hoursAfter } from './side.ts'

export async function addSideLiveSessions({ db, at, name, organisation, learner, trainer, asker, seeded }: Side) {
  // A session tomorrow with the learner's booking, and one held yesterday whose register is closed.
  const [session, part, booking] = [newId(), newId(), newId()]
  const token = newSecret()
  const [held, heldPart] = [newId(), newId()]
  const common = {
    mode: 'online',
    is_mandatory: false,
    audience: 'external',
    capacity: 30,
    created_at: at,
    created_by: trainer.id,
    opened_at: at,
  } as const
  await db('live_sessions').insert([
    { id: session, title: `${name} session`, join_url: `https://meet.example/${name.toLowerCase()}secret`, ...common },
    { id: held, title: `${name} held`, join_url: 'https://meet.example/held', ...common },
  ])
  await db('live_session_parts').insert([
    {
      id: part,
      live_session_id: session,
      live_part_id: seeded.live_part_id,
      position: 1,
      starts_at: hoursAfter(at, 24),
      ends_at: hoursAfter(at, 26),
    },
    {
      id: heldPart,
      live_session_id: held,
      live_part_id: seeded.live_part_id,
      position: 1,
      starts_at: hoursAfter(at, -24),
      ends_at: hoursAfter(at, -22),
    },
  ])
  await db('live_session_trainers').insert(
    [session, held].map((live_session_id) => ({ live_session_id, person_id: trainer.id })),
  )
  await db('bookings').insert([
    { id: booking, live_session_id: session, person_id: learner.id, created_at: at, booked_at: at, join_token: token },
    {
      id: newId(),
      live_session_id: held,
      person_id: learner.id,
      created_at: at,
      booked_at: at,
      join_token: newSecret(),
    },
  ])

  const rebookingToken = newSecret()
  await db('rebookings').insert({ booking_id: booking, token: rebookingToken, created_at: at })

  const feedToken = newSecret()
  await db('calendar_feeds').insert({
    id: newId(),
    person_id: learner.id,
    kind: 'own',
    token: feedToken,
    created_at: at,
  })
  const quota = newId()
  await db('place_quotas').insert({
    id: quota,
    live_session_id: session,
    organisation_id: organisation.id,
    places: 2,
    release_on: '2027-04-13',
    created_at: at,
  })

  const material = newId()
  await db('live_session_materials').insert({
    id: material,
    live_session_id: session,
    moment: 'before',
    title: `${name} material`,
    file_id: await addTestFile(db, at, `${name} material.pdf`, 'application/pdf'),
    created_at: at,
  })
  const template = newId()
  await db('live_session_templates').insert({
    id: template,
    course_id: seeded.course_id,
    name: `Set-up ${name}`,
    setup: JSON.stringify({ title: 'Champions', mode: 'online', capacity: '20', length_minutes: '150' }),
    created_at: at,
    created_by: trainer.id,
  })
  const [wait, offerToken] = [newId(), newSecret()]
  await db('bookings').insert({
    id: wait,
    live_session_id: session,
    person_id: asker.id,
    created_at: at,
    join_token: newSecret(),
  })
  await db('place_offers').insert({
    id: newId(),
    booking_id: wait,
    token: offerToken,
    is_held: true,
    offered_at: at,
    ends_at: hoursAfter(at, 4),
  })

  const roomItem = newId()
  await db('live_rooms').insert({ live_session_id: session })
  await db('room_items').insert({
    id: roomItem,
    live_session_id: session,
    position: 1,
    kind: 'poll',
    title: `${name} poll`,
    created_at: at,
    created_by: trainer.id,
  })
  const roomQuestion = newId()
  await db('room_questions').insert({
    id: roomQuestion,
    live_session_id: session,
    text: `${name} question`,
    is_anonymous: true,
    asked_at: at,
  })
  return {
    liveSessionId: session,
    partId: part,
    heldPartId: heldPart,
    bookingId: booking,
    templateId: template,
    itemId: roomItem,
    roomQuestionId: roomQuestion,
    joinToken: token,
    offerToken,
    rebookingToken,
    feedToken,
    quotaId: quota,
    materialId: material,
  }
}
