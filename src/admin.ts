/** `npm run admin -- add EMAIL NAME`: makes somebody an administrator and sends the invitation; the first one, or one more. */
import { addPerson, getPerson, grantRole, invitePerson } from './features/people/index.ts'
import { clean, isEmailAddress, normaliseEmail } from './lib/text.ts'
import { system } from './platform/access.ts'
import { clock } from './platform/clock.ts'
import type { Ctx } from './platform/context.ts'
import { inTransaction } from './platform/context.ts'
import { StartError } from './platform/start-error.ts'
import { openDatabase, runProcess } from './web/process.ts'

const usage = `Usage: npm run admin -- add EMAIL NAME
For example: npm run admin -- add sam.example@herts.police.example "Sam Example"`

interface Administrator {
  email: string
  full_name: string
}

function readArguments([command, email = '', ...names]: string[]): Administrator {
  const full_name = clean(names.join(' '))
  if (command !== 'add' || !email || !full_name) throw new StartError(usage)
  if (!isEmailAddress(email.trim())) throw new StartError(`${email} is not an e-mail address.\n${usage}`)
  if (full_name.length > 200) throw new StartError('The name must have 200 characters or fewer.')
  return { email: normaliseEmail(email), full_name }
}

async function addAdministrator(ctx: Ctx, { email, full_name }: Administrator): Promise<string> {
  return inTransaction(ctx, async (ctx) => {
    const added = await addPerson(ctx, { full_name, email, organisation_id: null })
    const person = await getPerson(ctx, added.result === 'added' ? added.id : added.person_id)
    const granted = await grantRole(ctx, { person_id: person.id, role: 'administrator' })
    const invited = await invitePerson(ctx, person.id)
    if (invited.result !== 'invited')
      throw new StartError(`${person.full_name} (${email}) is disabled: another administrator can enable them again.`)
    const state = granted === 'already' ? 'is an administrator already' : 'is now an administrator'
    return `${person.full_name} (${email}) ${state}.`
  })
}

await runProcess(process.env, async (own) => {
  const administrator = readArguments(process.argv.slice(2))
  const { db } = await openDatabase(own)
  const { config, log } = own
  const ctx: Ctx = { db, actor: system('npm run admin'), now: clock.now(), request_id: null, log, config }
  const sentence = await addAdministrator(ctx, administrator)
  const where = config.smtp_url
    ? 'The invitation goes out now if the server or a worker runs, otherwise as soon as one is started.'
    : `The invitation can be read at ${config.base_url}/dev/outbox once the server runs.`
  process.stdout.write(`${sentence}\n${where}\n`)
  return 'done'
})
