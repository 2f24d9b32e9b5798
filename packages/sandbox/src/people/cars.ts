// Invented makes of cars, and the cars waiting to be registered at a dealer's.
import { addDays } from '../time.ts';
import { makeVin } from './numbers.ts';
import type { Car } from './person.ts';

type Make = Pick<Car, 'brand' | 'model' | 'colour' | 'energy' | 'manufacturer' | 'priceYuan'> & { pattern: string };

const maker = '杭州示例汽车有限公司';
const make = (
  brand: string,
  model: string,
  colour: string,
  energy: Car['energy'],
  priceYuan: number,
  pattern: string,
): Make => ({ brand, model, colour, energy, priceYuan, pattern, manufacturer: maker });

/** What can be bought: `pattern` is the VIN before check digit and serial number. */
export const makes = {
  sedan: make('湖山牌', 'HS7150A1', '月白', 'petrol', 128_800, 'LHZAA1A1_TH'),
  suv: make('湖山牌', 'HS6470B2', '墨绿', 'petrol', 168_000, 'LHZBB2B2_TH'),
  electric: make('云帆牌', 'YF7000BEV', '青瓷', 'electric', 179_900, 'LHZEV3C3_TH'),
  hybrid: make('云帆牌', 'YF6480PHEV', '霁蓝', 'plugInHybrid', 199_800, 'LHZPH4D4_TH'),
} as const;

/** A car of a make, with a six-digit serial number. */
export function makeCar(kind: keyof typeof makes, serial: number, boughtOn: string, plateNumber: string | null): Car {
  const { pattern, ...rest } = makes[kind];
  const number = String(serial).padStart(6, '0');
  return {
    ...rest,
    vin: makeVin(pattern + number),
    plateNumber,
    engineNumber: `${rest.energy === 'petrol' ? 'HS15T' : 'YF3'}${number}`,
    boughtOn,
    registeredOn: plateNumber ? addDays(boughtOn, 6) : null,
    purchaseTaxPaid: true,
    insured: true,
    quota: true,
  };
}
