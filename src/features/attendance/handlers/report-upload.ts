/** Takes the uploaded reports: a few files of a few megabytes, which is far more than any meeting makes. */
import { takeFiles } from '../../../platform/http/upload.ts'

export const mostMegabytes = 10
export const mostFiles = 10

export const takeReports = takeFiles('files', mostMegabytes * 1024 * 1024, mostFiles)
