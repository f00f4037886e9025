//! What the gateway's codes mean and what to do after each: one table for both languages.
//!
//! A row has a column for each language, so that a code cannot be explained in one of them only.
//! Codes of interfaces that the toolbar never asks are left out; a code that is not here is shown
//! as it came.

/// One code.
pub struct Row {
    /// The code as the gateway writes it.
    pub code: &'static str,
    /// Its meaning in English.
    pub en: &'static str,
    /// Its meaning in Chinese.
    pub zh: &'static str,
    /// What to do.
    pub next: Next,
}

/// What to do after a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Next {
    /// Nothing is left to do.
    Nothing,
    /// The same may be tried again.
    TryAgain,
    /// Wait a moment first.
    Wait,
    /// Sign in again.
    SignInAgain,
    /// What was typed may be wrong.
    CheckInput,
    /// The call or conference may still ring.
    LookAtCall,
    /// Only an administrator can mend it.
    TellAdministrator,
}

/// The row of a code, if there is one.
pub fn find(code: &str) -> Option<&'static Row> {
    ROWS.iter().find(|row| row.code == code)
}

const fn row(code: &'static str, next: Next, en: &'static str, zh: &'static str) -> Row {
    Row { code, en, zh, next }
}

/// Every code with a meaning. Source: the gateway's Error Code table, and for 200-… its own demo.
#[rustfmt::skip]
pub static ROWS: &[Row] = &[
    row("000-001", Next::TellAdministrator, "The server is set to another way of fetching events.", "服务器配置的事件获取方式与工具条不符。"),
    row("000-002", Next::TellAdministrator, "An address or parameter is invalid.", "地址或接口参数无效。"),
    row("000-003", Next::SignInAgain, "No permission, or the sign-in has expired.", "没有权限，或登录已失效。"),
    row("000-004", Next::Wait, "The agent is being moved to another server.", "座席正在切换服务器。"),
    row("000-005", Next::TellAdministrator, "The inspected agent is the inspector.", "被质检的座席就是质检员本人。"),
    row("000-006", Next::TellAdministrator, "A parameter in the message is wrong.", "消息参数错误。"),
    row("000-007", Next::Wait, "The same request is still running.", "同一请求仍在进行，不能重复调用。"),
    row("100-001", Next::CheckInput, "Something needed for signing in is empty or invalid.", "签入参数为空或无效。"),
    row("100-002", Next::SignInAgain, "The agent is already signed in.", "该座席已经签入。"),
    row("100-003", Next::Wait, "The call centre has no free resource for this sign-in.", "签入所需的资源不可用。"),
    row("100-004", Next::CheckInput, "Wrong agent id or password.", "工号或密码错误。"),
    row("100-005", Next::TryAgain, "Something needed for signing out is invalid.", "签出参数无效。"),
    row("100-006", Next::SignInAgain, "The agent is not signed in.", "座席未签入。"),
    row("100-007", Next::LookAtCall, "Something behind the gateway could not be reached or failed.", "网关后端资源不可达或内部出错。"),
    row("100-008", Next::Nothing, "The agent has already signed out.", "座席已经签出。"),
    row("100-009", Next::TryAgain, "The state cannot be set now, or there is no right to.", "当前无法设置该状态，或没有权限。"),
    row("100-010", Next::TryAgain, "The agent's state does not allow signing out.", "当前状态不允许签出。"),
    row("100-011", Next::CheckInput, "Something typed to sign in is invalid.", "签入参数无效。"),
    row("100-012", Next::TellAdministrator, "The agent type is wrong.", "座席类型错误。"),
    row("100-013", Next::CheckInput, "The softphone number is invalid.", "绑定的软电话号码无效。"),
    row("100-014", Next::CheckInput, "The softphone number is not in the allowed range.", "软电话号码不在允许范围内。"),
    row("100-015", Next::TellAdministrator, "The agent is signed in elsewhere and cannot be signed out by force.", "该座席已在别处签入，且不能被强制签出。"),
    row("100-016", Next::TellAdministrator, "This computer's address is not accepted.", "本机的 IP 地址无效。"),
    row("100-017", Next::CheckInput, "The portal did not accept the sign-in.", "统一门户鉴权失败。"),
    row("100-018", Next::TellAdministrator, "The recording belongs to another call centre.", "录音属于其他 VDN。"),
    row("100-019", Next::TellAdministrator, "A skill is invalid.", "技能查询参数无效。"),
    row("100-020", Next::TellAdministrator, "The password has expired.", "密码已过期。"),
    row("100-021", Next::Wait, "A sign-in is already running.", "正在签入，请勿重复操作。"),
    row("101-001", Next::Nothing, "There is no conference for this agent.", "该座席没有会议。"),
    row("101-002", Next::Nothing, "Only the chair may do that.", "只有会议主持人可以这样做。"),
    row("101-003", Next::Nothing, "The agent is already in a conference.", "座席已在会议中。"),
    row("101-004", Next::TellAdministrator, "Only an inspector may look at conferences.", "只有质检员可以查询会议。"),
    row("101-005", Next::Nothing, "The chair cannot be handed to the chair.", "不能把主持人移交给自己。"),
    row("101-006", Next::Nothing, "The chair cannot remove itself.", "主持人不能移除自己。"),
    row("101-007", Next::Nothing, "The chair cannot leave the conference.", "主持人不能退出会议。"),
    row("105-005", Next::SignInAgain, "The call centre has moved to its standby site.", "系统已容灾倒换。"),
    row("105-006", Next::SignInAgain, "The call centre has moved to its standby site.", "系统已容灾倒换。"),
    row("105-007", Next::SignInAgain, "The call centre has moved to its standby site.", "系统已容灾倒换。"),
    row("110-016", Next::TellAdministrator, "The account is locked.", "账号已被锁定。"),
    row("200-001", Next::CheckInput, "The number is wrong.", "外呼号码错误。"),
    row("200-002", Next::Nothing, "There is no call to answer or reject.", "没有可接听或拒接的呼叫。"),
    row("200-003", Next::Nothing, "There is no call to mute.", "没有可静音的呼叫。"),
    row("200-004", Next::Nothing, "The call cannot be muted now.", "呼叫当前不能静音。"),
    row("200-005", Next::Nothing, "There is no call to connect.", "没有可接通的呼叫。"),
    row("200-006", Next::Nothing, "There is no held call to connect.", "没有可接通的保持呼叫。"),
    row("200-007", Next::Nothing, "There is no call to unmute.", "没有可取消静音的呼叫。"),
    row("200-008", Next::Nothing, "The call cannot be unmuted now.", "呼叫当前不能取消静音。"),
    row("200-009", Next::Nothing, "There is no call for this.", "没有可报音的呼叫。"),
    row("200-010", Next::Nothing, "There is no call to make a three-party call of.", "没有可转为三方的呼叫。"),
    row("200-011", Next::Nothing, "There is no held call for a three-party call.", "没有可加入三方的保持呼叫。"),
    row("200-012", Next::Nothing, "There is no call to transfer.", "没有可转移的呼叫。"),
    row("200-013", Next::Nothing, "There is no call to hold.", "没有可保持的呼叫。"),
    row("200-014", Next::Nothing, "The call cannot be held now.", "呼叫当前不能保持。"),
    row("200-015", Next::Nothing, "There is no held call.", "没有保持中的呼叫。"),
    row("200-016", Next::Nothing, "The held call cannot be taken back now.", "保持的呼叫当前不能恢复。"),
    row("200-017", Next::Nothing, "There is no call to hang up.", "没有可挂断的呼叫。"),
    row("200-018", Next::Nothing, "There is no call to consult about.", "没有可咨询的呼叫。"),
    row("200-025", Next::Nothing, "There is no such call to hang up.", "没有可拆除的呼叫。"),
    row("200-037", Next::LookAtCall, "What this code means is not public.", "该错误码的含义未公开。"),
    row("200-038", Next::LookAtCall, "What this code means is not public.", "该错误码的含义未公开。"),
    row("200-039", Next::LookAtCall, "What this code means is not public.", "该错误码的含义未公开。"),
    row("300-001", Next::TellAdministrator, "No right to look at agents.", "没有查询座席的权限。"),
    row("300-002", Next::Nothing, "There is no such agent.", "没有该座席。"),
    row("300-003", Next::Nothing, "The group has no agent.", "班组中没有座席。"),
    row("300-004", Next::Nothing, "There is no such group.", "没有该班组。"),
    row("400-001", Next::Nothing, "There is no call to attach data to.", "没有可设置随路数据的呼叫。"),
    row("400-002", Next::Nothing, "There is no data for the call.", "没有随路数据。"),
    row("400-003", Next::Nothing, "No call is on hold.", "没有保持中的呼叫。"),
    row("600-004", Next::TellAdministrator, "There is no voice menu.", "没有 IVR。"),
    row("999-001", Next::TellAdministrator, "The server's own address is set wrongly.", "服务器自身地址配置错误。"),
];
