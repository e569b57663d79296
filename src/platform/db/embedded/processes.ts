/** What the operating system knows about a process. */
import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** The words a process was started with; none for a zombie or a process that is gone. */
export async function commandLine(pid: number): Promise<string[]> {
  try {
    if (process.platform === 'linux') return (await readFile(`/proc/${pid}/cmdline`, 'utf8')).split('\0')
    return (await run('ps', ['-ww', '-o', 'command=', '-p', String(pid)])).stdout.trim().split(/\s+/)
  } catch {
    return []
  }
}

/** True of a zombie, too: nobody may ever bury it, but its port and memory are free. */
export async function hasEnded(pid: number): Promise<boolean> {
  if (process.platform !== 'linux') return !signal(pid, 0)
  const state = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => ') X')
  return /\) [ZX][^)]*$/.test(state)
}

/** Returns whether there was still a process to receive it. */
export function signal(pid: number, name: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, name)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false
    throw error
  }
}
