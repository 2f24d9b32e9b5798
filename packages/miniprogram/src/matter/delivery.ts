// What is filled in to have a result sent or to fetch it.
import type { DeliveryChoice, PostAddress } from '@onetrip/shared/contract';
import { checkMobile } from '@onetrip/shared/identifiers';
import { session } from '../session/session.ts';
import type { Speech } from '../words/words.ts';

/** The parts of an address, in the order they are filled in. */
export const addressParts = ['name', 'mobile', 'province', 'city', 'district', 'street'] as const;

/** An address as it begins: most live in the city. */
export const emptyAddress = (): PostAddress => ({
  name: '',
  mobile: session.get()?.mobile ?? '',
  province: '浙江省',
  city: '杭州市',
  district: '',
  street: '',
});

/** What is missing in a choice, by path into the request; empty where nothing is. */
export function missingIn(choice: DeliveryChoice | null, { words, say }: Speech): Record<string, string> {
  const errors: Record<string, string> = {};
  if (choice?.kind === 'pickUp' && !choice.servicePointId)
    errors['delivery.servicePointId'] = words.delivery.whereNeeded;
  if (choice?.kind !== 'post' || !choice.address) return errors;
  for (const part of addressParts) {
    if (choice.address[part].trim() === '')
      errors[`delivery.address.${part}`] = words.filing.required(words.delivery.address[part]);
  }
  const mobile = checkMobile(choice.address.mobile);
  if (!mobile.ok) errors['delivery.address.mobile'] = say(mobile.reason);
  return errors;
}
