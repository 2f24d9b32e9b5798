// Every table. A column `…Sealed` is encrypted with the person's own key, a column `…Hash` is a keyed hash for lookup:
// nothing here identifies a person in clear. No foreign key crosses from one citizen to another.

export * from './applications.ts';
export * from './departments.ts';
export * from './evidence.ts';
export * from './identity.ts';
export * from './licences.ts';
export * from './matters.ts';
export * from './money.ts';
export * from './notices.ts';
export * from './privacy.ts';
