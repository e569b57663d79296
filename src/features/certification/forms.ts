/** The forms of the certification room. */
import { z } from 'zod'
import * as fields from '../../platform/http/fields.ts'

export const revocationForm = z.object({
  reason: fields.longText('Enter why the certificate is revoked', 1000),
})

export const reinstatementForm = z.object({
  reason: fields.longText('Enter why the certificate is given back', 1000),
})

/** Anything may be typed here: what is wrong gets the same answer as what is not there. */
export const verificationForm = z.object({
  number: fields.optionalText(100000).catch(null),
  name: fields.optionalText(100000).catch(null),
})
