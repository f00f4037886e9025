// `?lang=zh-CN` in an English browser: a whole call in Chinese, and no English left over.

import { chineseShift } from "../chinese.mjs";

export default (stage) => chineseShift(stage, "?lang=zh-CN");
