// Positions on Chinese maps: browsers give WGS-84, service points stand in GCJ-02, some 500 m apart. The usual approximation,
// good to a few metres within China.

/** A position in degrees. */
export interface Position {
  lat: number;
  lng: number;
}

/** The Krasovsky ellipsoid: semi-major axis in metres, and eccentricity squared. */
const axis = 6_378_245;
const eccentricity = 0.006_693_421_622_965_943;

const waves = (at: number, periods: readonly (readonly [amplitude: number, frequency: number])[]): number =>
  periods.reduce((sum, [amplitude, frequency]) => sum + amplitude * Math.sin(at * frequency * Math.PI), 0);

function north(x: number, y: number): number {
  const plane = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * Math.sqrt(Math.abs(x));
  const short = waves(x, [
    [20, 6],
    [20, 2],
  ]);
  const middle = waves(y, [
    [20, 1],
    [40, 1 / 3],
  ]);
  const long = waves(y, [
    [160, 1 / 12],
    [320, 1 / 30],
  ]);
  return plane + ((short + middle + long) * 2) / 3;
}

function east(x: number, y: number): number {
  const plane = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * Math.sqrt(Math.abs(x));
  const short = waves(x, [
    [20, 6],
    [20, 2],
  ]);
  const middle = waves(x, [
    [20, 1],
    [40, 1 / 3],
  ]);
  const long = waves(x, [
    [150, 1 / 12],
    [300, 1 / 30],
  ]);
  return plane + ((short + middle + long) * 2) / 3;
}

/** A WGS-84 position in GCJ-02. Outside China the two are the same. */
export function gcj02Of({ lat, lng }: Position): Position {
  if (lng < 72.004 || lng > 137.8347 || lat < 0.8293 || lat > 55.8271) return { lat, lng };
  const [x, y] = [lng - 105, lat - 35];
  const radians = (lat * Math.PI) / 180;
  const flat = 1 - eccentricity * Math.sin(radians) ** 2;
  const metresNorth = (axis * (1 - eccentricity)) / (flat * Math.sqrt(flat));
  const metresEast = (axis / Math.sqrt(flat)) * Math.cos(radians);
  return {
    lat: lat + (north(x, y) * 180) / (metresNorth * Math.PI),
    lng: lng + (east(x, y) * 180) / (metresEast * Math.PI),
  };
}
