// How far confirming name and number raises somebody; beyond, the camera has to see him.
import { realNameLevels } from '@onetrip/shared/rules';

/** Name and number are checked. */
export const checkedLevel = realNameLevels.checked;
