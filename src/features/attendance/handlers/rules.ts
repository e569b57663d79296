/** The rule of a register: tried on the list as often as one likes, then kept and marked by. */
import type { Request, Response } from 'express'
import { flash } from '../../../platform/http/flash.ts'
import type { Form } from '../../../platform/http/form.ts'
import { filledForm, readForm, readQuery } from '../../../platform/http/form.ts'
import { renderPage } from '../../../platform/http/render.ts'
import { keepRule } from '../commands/rules.ts'
import { keptRuleForm, ruleForm } from '../forms.ts'
import { registerFacts, ruleFacts } from '../pages/registers.ts'
import { triedRule } from '../pages/rule.ts'
import { listEvidence } from '../queries/evidence.ts'
import type { RegisterPartRow } from '../queries/registers.ts'
import { listRegister } from '../queries/registers.ts'
import { getRegisterRule } from '../queries/rules.ts'
import type { AttendanceRule } from '../rules/rule.ts'
import { getKeptPart } from './registers.ts'

/** What is asked where nobody has said: a share that most courses ask for. */
const usual: AttendanceRule = { percent: 80, last_minutes: null }

export async function showRule(req: Request, res: Response): Promise<void> {
  const part = await getKeptPart(req)
  if (req.query.percent !== undefined) {
    const read = readQuery(ruleForm, req)
    return showTried(req, res, part, { trying: read.form, rule: read.ok ? read.values : null })
  }
  const { current } = await getRegisterRule(req.ctx, part)
  const rule = current ?? usual
  const trying = filledForm({ percent: String(rule.percent), last_minutes: String(rule.last_minutes ?? '') })
  await showTried(req, res, part, { trying, rule })
}

async function showTried(
  req: Request,
  res: Response,
  part: RegisterPartRow,
  { trying, rule, keeping }: { trying: Form; rule: AttendanceRule | null; keeping?: Form },
): Promise<void> {
  const known = await getRegisterRule(req.ctx, part)
  const register = await listRegister(req.ctx, part.part_id)
  const evidence = await listEvidence(req.ctx, part.part_id)
  await renderPage(req, res, 'attendance/rule', {
    title: 'Mark by a rule',
    back: { href: `/registers/${part.part_id}`, text: 'Register' },
    wide: true,
    form: keeping ?? trying,
    trying,
    keeping: keeping ?? filledForm({ whom: 'unmarked' }),
    part: registerFacts(part),
    rule: ruleFacts(known, part),
    percent: rule?.percent,
    last_minutes: rule?.last_minutes ?? '',
    tried: rule && triedRule({ part, register, evidence, rule, actor: req.ctx.actor }),
    is_measured: evidence.is_measured,
    is_over: part.ends_at <= req.ctx.now,
    is_other: rule !== null && isOther(rule, known.course),
  })
}

const isOther = (rule: AttendanceRule, course: AttendanceRule | null): boolean =>
  course !== null && (rule.percent !== course.percent || rule.last_minutes !== course.last_minutes)

export async function createRule(req: Request, res: Response): Promise<void> {
  const part = await getKeptPart(req)
  const tried = readForm(ruleForm, req)
  if (!tried.ok) return showTried(req, res, part, { trying: tried.form, rule: null })
  const rule = tried.values
  const read = readForm(keptRuleForm, req)
  if (!read.ok) return showTried(req, res, part, { trying: tried.form, rule, keeping: read.form })
  const { course } = await getRegisterRule(req.ctx, part)
  const reason = isOther(rule, course) ? read.values.reason : null
  if (isOther(rule, course) && !reason) {
    const keeping = read.form.withError('reason', 'Enter why this register is marked by another rule than the course’s')
    return showTried(req, res, part, { trying: tried.form, rule, keeping })
  }
  const kept = await keepRule(req.ctx, { part_id: part.part_id, rule, reason, whom: read.values.whom })
  switch (kept.result) {
    case 'closed':
      flash(req, 'notice', 'Nobody was marked: this register is closed. Marks change by a correction with its reason.')
      break
    case 'too-early':
      flash(req, 'notice', 'Nobody was marked: the rule can tell once the session is over.')
      break
    case 'kept':
      flash(req, 'success', keptWords(kept))
  }
  res.redirect(303, `/registers/${part.part_id}`)
}

function keptWords({ marked, untold }: { marked: number; untold: number }): string {
  const words =
    marked === 1 ? 'The rule is kept. 1 mark was given by it.' : `The rule is kept. ${marked} marks were given by it.`
  if (untold === 0) return words
  return `${words} It cannot tell of ${untold === 1 ? '1 person' : `${untold} people`}: mark them yourself.`
}
