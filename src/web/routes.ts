/** Which room answers for which address, one line each. */
import type { Express } from 'express'
import type { Room, Route } from '../platform/http/router.ts'
import { signIn } from '../features/sign-in/routes.ts'
import { admin, brandFiles, mailReports } from '../features/admin/routes.ts'
import { badgeChoices, badges, issuerDocument } from '../features/badges/routes.ts'
import {
  certificates,
  corrections,
  programmes,
  publications,
  rescorings,
  verification,
  yearlyChecks,
} from '../features/certification/routes.ts'
import { organisations } from '../features/organisations/routes.ts'
import { joinOrganisation, people } from '../features/people/routes.ts'
import { movings, records } from '../features/records/routes.ts'
import { directoryEntries, publicReports, reports } from '../features/reports/routes.ts'
import { roster } from '../features/roster/routes.ts'
import { quizzes } from '../features/quizzes/routes.ts'
import { learning, marking } from '../features/learning/routes.ts'
import { courseFiles, courses } from '../features/courses/routes.ts'
import { joinPages, ownAttendance, registers, sessionEvaluations } from '../features/attendance/routes.ts'
import { liveRoom, missingPeople } from '../features/live-room/routes.ts'
import { calendarFeeds, liveSessions, placeChoices, placeOffers } from '../features/live-sessions/routes.ts'
import { footer, help } from '../features/help/routes.ts'
import { home } from '../features/home/routes.ts'

/** url prefix -> room. */
export const rooms: [prefix: string, room: Room][] = [
  ['/', brandFiles],
  ['/', mailReports],
  ['/', signIn],
  ['/organisations', organisations],
  ['/people', people],
  ['/people', records],
  ['/organisations', movings],
  ['/reports', reports],
  ['/', publicReports],
  ['/organisations', directoryEntries],
  ['/join-organisation', joinOrganisation],
  ['/questions', rescorings],
  ['/questions', quizzes],
  ['/admin', admin],
  ['/my-training', learning],
  ['/marking', marking],
  ['/registers', corrections],
  ['/certificates', certificates],
  ['/certificates', badgeChoices],
  ['/badges', badges],
  ['/.well-known', issuerDocument],
  ['/verify', verification],
  ['/still-champion', yearlyChecks],
  ['/', footer],
  ['/help', help],
  ['/courses', publications],
  ['/courses', courses],
  ['/programmes', programmes],
  ['/files', courseFiles],
  ['/live-sessions', liveSessions],
  ['/live-sessions', liveRoom],
  ['/live-sessions', sessionEvaluations],
  ['/offers', placeOffers],
  ['/rebookings', placeChoices],
  ['/calendar', calendarFeeds],
  ['/registers', missingPeople],
  ['/registers', registers],
  ['/attendance', ownAttendance],
  ['/join', joinPages],
  ['/', home],
  ['/', roster],
]

export function mountRooms(app: Express): void {
  for (const [prefix, room] of rooms) app.use(prefix, room.router)
}

/** Every address of the product, for the tests that walk them all. */
export function listRoutes(): (Route & { url: string })[] {
  return rooms.flatMap(([prefix, room]) =>
    room.routes.map((route) => ({
      ...route,
      url: (prefix === '/' ? '' : prefix) + (route.path === '/' && prefix !== '/' ? '' : route.path),
    })),
  )
}
