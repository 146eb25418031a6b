import { readFile } from 'node:fs/promises';

/** Memory that a process holds, and the most that it ever held, MB; 0 where it is gone. Linux only. */
export async function memoryOf(pid: number): Promise<{ readonly nowMb: number; peakMb: number }> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const of = (name: string) =>
    Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1] ?? 0) / 1024;
  return { nowMb: of('VmRSS'), peakMb: of('VmHWM') };
}

/** Of processor time that a process has had so far, threads included; 100 ticks a second on any Linux. */
export async function cpuSeconds(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / 100;
}
