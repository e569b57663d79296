/** The start page: the part of each role a person has. Who only learns goes straight to their training. */
import type { Request, Response } from 'express'
import { today } from '../../../lib/time.ts'
import type { PersonActor } from '../../../platform/access.ts'
import { actorId, hasRole } from '../../../platform/access.ts'
import type { Ctx } from '../../../platform/context.ts'
import { renderPage } from '../../../platform/http/render.ts'
import { countFailedJobs } from '../../../platform/jobs/failed.ts'
import { countOpenClaims } from '../../attendance/index.ts'
import { countMailboxFaults, countMails } from '../../admin/index.ts'
import {
  countGroundless,
  countHandovers,
  countNamesNeeded,
  countToRelease,
  countUnansweredChecks,
  countWaitingChecks,
} from '../../certification/index.ts'
import { listContentNeedingReview, listFailingLinks, listProgrammes } from '../../courses/index.ts'
import { listHelpNeedingReview } from '../../help/index.ts'
import { getOrganisation } from '../../organisations/index.ts'
import { countCameBack, countOpenJoinRequests } from '../../people/index.ts'
import { countToMark } from '../../quizzes/index.ts'
import { countChampions, usualFilters, usualProgramme } from '../../roster/index.ts'
import { nextCard } from '../pages/my-training.ts'
import * as pages from '../pages/start.ts'
import { countOrganisation } from '../queries/organisation.ts'
import * as queries from '../queries/overview.ts'
import { readTraining } from '../queries/training.ts'
import { nextThing } from '../rules.ts'

export async function showStart(req: Request, res: Response): Promise<void> {
  const { ctx } = req
  // The route lets only people in.
  const actor = ctx.actor as PersonActor
  if (actor.roles.length === 0) return res.redirect(303, '/my-training')
  await renderPage(req, res, 'home/start', {
    title: 'Home',
    wide: true,
    learner: await learnerPart(ctx, actor),
    trainer: hasRole(actor, 'trainer') ? await trainerPart(ctx, actor) : null,
    coordinator: hasRole(actor, 'coordinator') ? await coordinatorPart(ctx) : null,
    lead: hasRole(actor, 'lead') ? await leadPart(ctx, actor) : null,
    administrator: hasRole(actor, 'administrator') ? await administratorPart(ctx) : null,
  })
}

/** Only for those who learn as well: nobody is asked to begin a course because they run it. */
async function learnerPart(ctx: Ctx, actor: PersonActor) {
  const training = await readTraining(ctx, actor.id)
  if (training.enrolments.length === 0 && training.upcoming.length === 0) return null
  return nextCard(nextThing(training, ctx.now), today(ctx.now))
}

async function trainerPart(ctx: Ctx, actor: PersonActor) {
  const coming = await queries.listComingSessions(ctx, { trainerId: actor.id, until: null, limit: 5 })
  return {
    on_now: pages.onNow(coming, ctx.now),
    coming: pages.sessionLines(coming),
    tasks: pages.trainerTasks({
      to_release: await countToRelease(ctx),
      claims: await countOpenClaims(ctx, actor.id),
      to_mark: await countToMark(ctx, actor.id),
    }),
    to_close: pages.sessionLines(await queries.listOpenRegisters(ctx, actor.id, 10)),
  }
}

async function coordinatorPart(ctx: Ctx) {
  const week = { trainerId: null, until: queries.weekEnd(ctx), limit: 20 }
  return {
    tasks: pages.coordinatorTasks({
      invitations: await queries.countInvitations(ctx),
      came_back: await countCameBack(ctx),
      to_release: await countToRelease(ctx),
      handovers: await countHandovers(ctx),
      join_requests: await countOpenJoinRequests(ctx, null),
      names_needed: await countNamesNeeded(ctx),
      groundless: await countGroundless(ctx),
      yearly_checks: await countWaitingChecks(ctx),
      claims: await countOpenClaims(ctx, null),
      to_mark: await countToMark(ctx, actorId(ctx.actor)),
      open_registers: (await queries.listOpenRegisters(ctx, null, 1000)).length,
      help_reviews: await listHelpNeedingReview(ctx),
    }),
    reviews: pages.reviewLines(await listContentNeedingReview(ctx), await listFailingLinks(ctx)),
    coming: pages.sessionLines(await queries.listComingSessions(ctx, week)),
    figures: pages.schemeFigures({ ...(await queries.countScheme(ctx)), champions: await countChampionsToday(ctx) }),
  }
}

/** The number of people on the roster as it opens. */
async function countChampionsToday(ctx: Ctx): Promise<number> {
  const programme = (await listProgrammes(ctx)).find((one) => one.slug === usualProgramme)
  if (!programme) return 0
  return (await countChampions(ctx, { filters: usualFilters(today(ctx.now)), programme, led: null })).people
}

async function leadPart(ctx: Ctx, actor: PersonActor) {
  const organisations = await Promise.all(
    actor.leads.map(async (id) =>
      pages.ledOrganisation(await getOrganisation(ctx, id), await countOrganisation(ctx, id)),
    ),
  )
  return {
    organisations,
    tasks: pages.leadTasks(
      await countOpenJoinRequests(ctx, actor.leads),
      await countUnansweredChecks(ctx, actor.leads),
      await Promise.all(
        actor.leads.map(async (id, index) => ({
          count: await countCameBack(ctx, [id]),
          href: organisations[index]!.href,
        })),
      ),
    ),
  }
}

async function administratorPart(ctx: Ctx) {
  return {
    tasks: pages.administratorTasks({
      failed_mails: await countMails(ctx, { state: 'failed', search: null }),
      failed_jobs: await countFailedJobs(ctx),
      mailbox_faults: await countMailboxFaults(ctx),
    }),
  }
}
