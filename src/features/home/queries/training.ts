/** Everything a person's training page stands on, each from the room that knows it. */
import type { Ctx } from '../../../platform/context.ts'
import type { CertificateRow } from '../../certification/index.ts'
import { listCertificates, renewalCourses } from '../../certification/index.ts'
import { today } from '../../../lib/time.ts'
import type { EnrolmentRow, PublishedCourseRow } from '../../courses/index.ts'
import { listEnrolments, listPublishedCourses } from '../../courses/index.ts'
import type { ChangeReadingRow, Completion } from '../../learning/index.ts'
import { completionOf, listChangeReadings, listMissingPrerequisites } from '../../learning/index.ts'
import type { OpenEvaluationRow } from '../../attendance/index.ts'
import { listOpenEvaluations } from '../../attendance/index.ts'
import type { OwnMaterialRow, UpcomingRow } from '../../live-sessions/index.ts'
import { listMaterialsFor, listUpcomingFor } from '../../live-sessions/index.ts'
import { currentOrganisation } from '../../people/index.ts'

export interface Training {
  enrolments: (EnrolmentRow & { completion: Completion })[]
  upcoming: UpcomingRow[]
  /** Of the sessions they have a place at. */
  materials: OwnMaterialRow[]
  /** Sessions of which they can still say how they were. */
  evaluations: OpenEvaluationRow[]
  certificates: CertificateRow[]
  /** Published courses the person is not on, and could take: a refresher is only for who can renew by it. */
  other_courses: (PublishedCourseRow & { first?: string[] })[]
  courses: PublishedCourseRow[]
  has_organisation: boolean
  /** What changed in courses they are on or have done. */
  changes: ChangeReadingRow[]
}

export async function readTraining(ctx: Ctx, personId: string): Promise<Training> {
  const [enrolments, upcoming, materials, evaluations, certificates, courses, organisation, changes, missing] =
    await Promise.all([
      listEnrolments(ctx, personId),
      listUpcomingFor(ctx, personId),
      listMaterialsFor(ctx, personId),
      listOpenEvaluations(ctx, personId),
      listCertificates(ctx, personId),
      listPublishedCourses(ctx),
      currentOrganisation(ctx, personId),
      listChangeReadings(ctx, personId),
      listMissingPrerequisites(ctx, personId),
    ])
  const completions = await Promise.all(
    enrolments.map((one) => completionOf(ctx, personId, one.course_version_id, one)),
  )
  return {
    enrolments: enrolments.map((enrolment, index) => ({ ...enrolment, completion: completions[index]! })),
    upcoming,
    materials,
    evaluations,
    certificates,
    other_courses: courses
      .filter(
        (course) =>
          enrolments.every((one) => one.course_id !== course.course_id) &&
          (course.kind === 'initial' ||
            certificates.some((one) => renewalCourses(one, [course], today(ctx.now)).length > 0)),
      )
      .map((course) => ({
        ...course,
        first: missing.filter((one) => one.course_id === course.course_id).map((one) => one.first_title),
      })),
    courses,
    has_organisation: organisation !== undefined,
    changes,
  }
}
