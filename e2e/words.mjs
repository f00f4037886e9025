// The names by which the page object finds its way; what a journey looks for stands in the journey.

export const ENGLISH = {
  agentId: "Agent id",
  password: "Password",
  phone: "Softphone number",
  signIn: "Sign in",
  signOut: "Sign out",
  ready: "Ready",
  busy: "Busy",
  state: "Your state",
  controls: "Call controls",
  queue: "Queue",
  skill: "Skill",
  sound: "Sound",
  take: "Take",
  justChanged: "This has just changed.",
  missed: /^Missed calls: /,
};

export const CHINESE = {
  agentId: "座席工号",
  password: "密码",
  phone: "软电话号码",
  signIn: "签入",
  signOut: "签出",
  ready: "空闲",
  busy: "忙碌",
  state: "我的状态",
  controls: "通话控制",
  queue: "排队",
  skill: "技能",
  sound: "声音",
  take: "接取",
  justChanged: "此处刚刚变化",
  missed: /^未接来电：/,
};
