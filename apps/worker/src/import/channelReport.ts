import { type ChannelReportRecord, channelStatistics, type Db } from '@asterism/db';
import { CHANNELS_MAXIMUM, createChannelReport } from '@asterism/ml';

// Four channels take 1 kB a sample, sixty-four 80 kB: at most 20 MB at a time.
const BATCH = 250;

/** The report of a version's samples, read some at a time; or why there is none. Throws when aborted. */
export async function reportChannels(
  db: Db,
  versionId: string,
  signal: AbortSignal,
): Promise<ChannelReportRecord> {
  const [span] = await db.$queryRaw<{ least: number | null; most: number | null }[]>`
    SELECT min(c."channelCount") AS least, max(c."channelCount") AS most
    FROM "Sample" s JOIN "SampleContent" c ON c.id = s."contentId" WHERE s."versionId" = ${versionId}`;
  const least = span?.least ?? null;
  const most = span?.most ?? null;
  if (least === null || most === null) return { reason: 'The version has no samples.' };
  if (least !== most)
    return {
      reason: `The samples have different numbers of channels, ${least} to ${most}, and cannot be compared.`,
    };
  if (most > CHANNELS_MAXIMUM)
    return { reason: `The samples have ${most} channels; up to ${CHANNELS_MAXIMUM} are compared.` };
  const builder = createChannelReport();
  for (let after = -1; ; ) {
    signal.throwIfAborted();
    const samples = await db.sample.findMany({
      where: { versionId, index: { gt: after } },
      orderBy: { index: 'asc' },
      take: BATCH,
      select: { index: true, content: { select: { channelStatistics: true } } },
    });
    // Samples that were read before channels were measured have none.
    for (const { content } of samples)
      if (content.channelStatistics !== null) builder.add(channelStatistics.parse(content.channelStatistics));
    const last = samples.at(-1);
    if (!last || samples.length < BATCH) break;
    after = last.index;
  }
  const report = builder.report();
  return report
    ? { report }
    : { reason: 'The samples were read by an earlier release, which did not measure channels.' };
}
