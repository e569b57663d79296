/** The passport strategies: a mailed code (typed or by its link), a password, a joining card. */
import type { Request } from 'express'
import { Strategy } from 'passport'
import { Strategy as LocalStrategy } from 'passport-local'
import { takeJoiningCard } from '../people/index.ts'
import { takeCode, takeLink } from './commands/codes.ts'
import { findPersonByPassword } from './commands/passwords.ts'
import type { Refusal } from './rules.ts'

/** A strategy whose one question is an async function of the request: an id, or why not. */
class AskStrategy extends Strategy {
  ask: (req: Request) => Promise<{ person_id: string } | { refusal: Refusal }>

  constructor(name: string, ask: AskStrategy['ask']) {
    super()
    this.name = name
    this.ask = ask
  }

  override authenticate(req: Request): void {
    this.ask(req).then(
      (answer) => ('person_id' in answer ? this.success({ id: answer.person_id }) : this.fail(answer.refusal as never)),
      (error: unknown) => this.error(error),
    )
  }
}

const text = (value: unknown) => (typeof value === 'string' ? value : '')

export const strategies: Record<string, Strategy> = {
  code: new AskStrategy('code', (req) => takeCode(req.ctx, req.session.sign_in, text(req.body?.code))),
  link: new AskStrategy('link', (req) => takeLink(req.ctx, req.session.sign_in, text(req.params.token))),
  card: new AskStrategy('card', async (req) => {
    const personId = await takeJoiningCard(req.ctx, text(req.body?.code))
    return personId ? { person_id: personId } : { refusal: 'wrong' }
  }),
  password: new LocalStrategy(
    { usernameField: 'email', passwordField: 'password', passReqToCallback: true, session: false },
    // What passport-local found may be from the query of the address, where no limit counts it: only the form is read.
    (req, _email, _password, done) => {
      findPersonByPassword(req.ctx, text(req.body?.email), text(req.body?.password)).then(
        (id) => done(null, id ? { id } : false),
        (error: unknown) => done(error),
      )
    },
  ),
}
