// Whether what an embed session rests on still stands: asked with every request, of the frame and of the citizen in it.
import type { PartnerConfig } from '../config/index.ts';
import type { embedSessions } from '../database/schema/index.ts';

/** Whether partner, service point and page of an embed session are still on the list. */
export function stillStands(
  partners: PartnerConfig[],
  { partnerId, origin, assistance }: Pick<typeof embedSessions.$inferSelect, 'partnerId' | 'origin' | 'assistance'>,
): boolean {
  const partner = partners.find((one) => one.partnerId === partnerId);
  return (
    partner?.origins.includes(origin) === true &&
    partner.servicePoints.some(({ servicePointId }) => servicePointId === assistance.servicePointId)
  );
}
