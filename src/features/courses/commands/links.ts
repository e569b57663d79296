/** Asks by night whether links in published pages answer: each once a week, those that failed each night, few at once. */
import { setTimeout as wait } from 'node:timers/promises'
import type { Ctx } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/context.ts'
import type { AskedLink } from '../../../platform/http/ask.ts'
import { askLink } from '../../../platform/http/ask.ts'
import { linksOf } from '../links.ts'
import { listCurrentPages, listLinksToAsk } from '../queries/links.ts'

export type Ask = (url: string) => Promise<AskedLink>

const mostANight = 400
const placesAtOnce = 4
/** Between two questions to the same place. */
const restMilliseconds = 1000

export async function checkLinks(ctx: Ctx, ask: Ask = asker(ctx), rest = restMilliseconds): Promise<void> {
  if (!ctx.config.link_checks) return
  await keepLinks(ctx)
  const urls = await listLinksToAsk(ctx, mostANight)
  const answers = new Map<string, AskedLink>()
  const places = [...Map.groupBy(urls, (url) => URL.parse(url)?.host ?? '').values()]
  const next = async (): Promise<void> => {
    for (let place = places.pop(); place; place = places.pop())
      for (const [index, url] of place.entries()) {
        if (index > 0) await wait(rest)
        answers.set(url, await ask(url))
      }
  }
  await Promise.all(Array.from({ length: placesAtOnce }, next))
  await recordAnswers(ctx, answers)
}

const asker = (ctx: Ctx): Ask => {
  const user_agent = `Upstander (asks whether links of its pages answer; ${ctx.config.base_url})`
  return (url) => askLink(url, { user_agent })
}

/** The links of the pages that learners meet today, and of no others. */
async function keepLinks(ctx: Ctx): Promise<void> {
  await inTransaction(
    ctx,
    async (ctx) => {
      const pages = await listCurrentPages(ctx)
      const ids = pages.map(({ id }) => id)
      await ctx.db('module_links').whereNotIn('module_id', ids).delete()
      const found = pages.flatMap(({ id, body }) => linksOf(body).map((link) => ({ module_id: id, ...link })))
      if (found.length > 0) await ctx.db('module_links').insert(found).onConflict(['module_id', 'url']).ignore()
    },
    { ownAudit: true },
  )
}

/** Where nobody at all answered, it is our own network that does not let us ask: then nothing is known, and nothing said. */
async function recordAnswers(ctx: Ctx, answers: Map<string, AskedLink>): Promise<void> {
  const asked = [...answers.values()].filter(({ answer }) => answer !== 'not-asked')
  if (asked.length > 0 && asked.every(({ answer }) => answer === 'silent')) {
    ctx.log.warn({ links: asked.length }, 'no link answered: does the network allow to ask?')
    return
  }
  await inTransaction(
    ctx,
    async (ctx) => {
      await ctx.db.raw(
        `update module_links l set asked_at = :now, answer = a.answer, status = a.status,
           failing_since = case when a.answer in ('gone', 'faulty', 'silent') then coalesce(l.failing_since, :now) end
         from unnest(:urls::text[], :answers::text[], :statuses::int[]) as a (url, answer, status)
         where l.url = a.url`,
        {
          now: ctx.now,
          urls: [...answers.keys()],
          answers: [...answers.values()].map(({ answer }) => answer),
          statuses: [...answers.values()].map(({ status }) => status),
        },
      )
    },
    { ownAudit: true },
  )
}
