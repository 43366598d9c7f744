/** The work of one call in milliseconds of the processor: what others do on the machine is waited for, and is not counted. */
export function processorMs(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
