/** Who is there: the force's own people, the partners, everyone on their staff lists. */
import type { Ctx } from '../../src/platform/context.ts'
import { system } from '../../src/platform/access.ts'
import type { Role } from '../../src/platform/access.ts'
import { addOrganisation, listAreas } from '../../src/features/organisations/index.ts'
import { acceptInvitation, addPerson, grantRole, invitePerson } from '../../src/features/people/index.ts'
import type { Gathered } from './gathered.ts'
import { as, together } from './history.ts'
import type { Course } from './training.ts'
import { findCourse } from './training.ts'
import { administrator, coordinators, organisations, people, trainers } from './people.ts'

export interface Partners {
  administrator: string
  coordinators: string[]
  trainers: string[]
  /** Id by name. */
  organisations: Map<string, string>
  people: Map<string, string>
  /** The course of champions, and that of reporting centres. */
  course: Course
  refresher: Course
  gathered: Gathered
}

/** The first administrator comes by command, names the others, and the coordinator enters the partners. */
export async function addPartners(ctx: Ctx, gathered: Gathered, at: Date): Promise<Partners> {
  const first = await addOne({ ...ctx, now: at, actor: system('admin') }, administrator, ['administrator'])
  const asAdministrator = await as(ctx, first, at)
  const named = (staff: { full_name: string; email: string }[], roles: Role[]) =>
    Promise.all(staff.map((one) => addOne(asAdministrator, one, roles)))
  const coordinatorIds = await named(coordinators, ['coordinator'])
  const trainerIds = await named(trainers, ['trainer'])
  const asCoordinator = await as(ctx, coordinatorIds[0]!, at)
  const organisationIds = await addOrganisations(asCoordinator)
  const personIds = new Map<string, string>()
  await together(people, async (person) => {
    const organisation_id = organisationIds.get(person.organisation)!
    const id = await add(asCoordinator, { ...person, organisation_id })
    personIds.set(person.full_name, id)
    if (person.is_lead) await grantRole(asCoordinator, { person_id: id, role: 'lead', organisation_id })
  })
  return {
    administrator: first,
    coordinators: coordinatorIds,
    trainers: trainerIds,
    organisations: organisationIds,
    people: personIds,
    course: await findCourse(ctx, 'Become a hate crime champion'),
    refresher: await findCourse(ctx, 'Reporting centre refresher'),
    gathered,
  }
}

async function addOrganisations(ctx: Ctx): Promise<Map<string, string>> {
  const areas = await listAreas(ctx)
  const ids = new Map<string, string>()
  const addThem = (those: typeof organisations) =>
    together(those, async ({ name, kind, areas: names, domain, part_of }) => {
      const added = await addOrganisation(ctx, {
        name,
        kind,
        area_ids: areas.filter((area) => names.includes(area.name)).map((area) => area.id),
        domains: [domain],
        parent_id: part_of ? (ids.get(part_of) ?? null) : null,
      })
      if (added.result !== 'added') throw new Error(`${name} could not be added: ${added.result}`)
      ids.set(name, added.id)
    })
  await addThem(organisations.filter(({ part_of }) => !part_of))
  await addThem(organisations.filter(({ part_of }) => part_of))
  return ids
}

/** One of the force's own, who has come already. */
async function addOne(ctx: Ctx, person: { full_name: string; email: string }, roles: Role[]): Promise<string> {
  const id = await add(ctx, { ...person, organisation_id: null })
  for (const role of roles) await grantRole(ctx, { person_id: id, role })
  await invitePerson(ctx, id)
  await acceptInvitation(ctx, id)
  return id
}

export async function add(
  ctx: Ctx,
  person: { full_name: string; email: string | null; organisation_id: string | null; job_title?: string },
): Promise<string> {
  const added = await addPerson(ctx, person)
  if (added.result !== 'added') throw new Error(`${person.full_name} could not be added: ${added.result}`)
  return added.id
}
