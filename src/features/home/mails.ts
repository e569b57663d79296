/** The home room's e-mail: what somebody still has to do, because their organisation asks. */
import type { Ctx } from '../../platform/context.ts'
import { putMail } from '../../platform/mail/put.ts'

export async function putTrainingReminder(
  ctx: Ctx,
  person: { person_id: string; full_name: string; email: string; language: 'en' | 'cy'; todo: string },
  organisationName: string,
): Promise<void> {
  await putMail(ctx, {
    kind: 'home.training-reminder',
    to: { person_id: person.person_id, name: person.full_name, address: person.email, language: person.language },
    locals: {
      full_name: person.full_name,
      organisation_name: organisationName,
      todo: person.todo,
      href: `${ctx.config.base_url}/my-training`,
    },
    priority: 10,
  })
}
