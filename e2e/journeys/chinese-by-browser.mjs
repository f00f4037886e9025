// A Chinese browser needs no address.

import { chineseShift } from "../chinese.mjs";

export const context = { locale: "zh-CN" };

export default (stage) => chineseShift(stage, "");
