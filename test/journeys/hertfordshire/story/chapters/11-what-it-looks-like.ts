/** Chapter 11: the pages everyone begins with, as they look now that all this has happened. */
import type { Journey } from '../journey.ts'
import { check, named } from '../journey.ts'

export async function pictureTheMainPages(journey: Journey): Promise<void> {
  const { administrator, coordinator, trainers, album } = journey
  const champion = named(journey, "Siân O'Brien-Żak").at
  for (const who of [administrator, coordinator, trainers[0]!, champion]) await who.signIn()
  await album.picture('sign in', null, '/sign-in')
  await album.picture('help', null, '/help')
  await album.picture('check a certificate', null, '/verify')
  await album.picture('my training, champion', champion, '/my-training')
  await album.picture('start page, trainer', trainers[0]!, '/')
  await album.picture('start page, coordinator', coordinator, '/')
  await album.picture('people', coordinator, '/people')
  await album.picture('organisations', coordinator, '/organisations')
  await album.picture('courses', coordinator, '/courses')
  await album.picture('roster', coordinator, '/roster')
  await album.picture('settings', administrator, '/admin/settings')
  await album.picture('outbox', administrator, '/admin/outbox')
  check(album.faults.length === 0, `The pictures show faults:\n${album.faults.join('\n')}`)
}
