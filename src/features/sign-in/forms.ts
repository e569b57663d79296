/** The forms of the doors and of the account pages. */
import { z } from 'zod'
import * as fields from '../../platform/http/fields.ts'

const next = z.preprocess((value) => (typeof value === 'string' ? value : '/'), z.string())

export const emailForm = z.object({ email: fields.email('Enter your email address'), next })

export const codeForm = z.object({
  code: fields
    .text('Enter the 6 digits from the email', 40)
    .refine((code) => code.replace(/\D/g, '').length === 6, 'The code has 6 digits'),
})

export const passwordSignInForm = z.object({
  email: fields.email('Enter your email address'),
  password: z.string('Enter your password').min(1, 'Enter your password').max(1000, 'That password is too long'),
})

export const cardForm = z.object({ code: fields.text('Enter the code on your card', 60) })

export const registrationForm = z.object({
  // Anyone may type anyone's address here, and the mail to it greets by this name: it must not carry a link.
  full_name: fields
    .personName('Enter your full name', 100)
    .refine(
      (name) => !/[/:@<>]|www\.|[^.\s]{2,}\.[^.\s]{2,}/i.test(name),
      'Enter your name only, without a web address',
    ),
  email: fields.email('Enter your work email address'),
})

export const nameForm = z.object({ full_name: fields.personName('Enter your full name') })
export const printableNameForm = z.object({ printable_name: fields.text('Enter your name in letters we can print') })
export const preferencesForm = z.object({
  language: fields.oneOf(['en', 'cy'], 'Select a language'),
  may_be_listed: fields.oneOf(['yes', 'no'], 'Select whether you may be listed'),
})

export const adjustmentsForm = z.object({ display: fields.manyOf(['large_print', 'one_question_a_page']) })

export const newPasswordForm = z.object({
  // Missing where the page did not ask for it.
  current_password: z.string().max(1000, 'That password is too long').default(''),
  password: z.string('Enter a new password').min(1, 'Enter a new password').max(1000, 'That password is too long'),
})
