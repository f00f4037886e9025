//! Simplified Chinese.

use agent_session::view::{
    Act, AgentState, Cause, EndedAfter, Feature, Reason, RejectMode, Settlement, Untaken, Unusable,
    Why,
};

use super::code::Next;
use super::{
    AgentText, CallText, ConnectionText, ControlsText, MissedText, NoticesText, Phrase, QueueText,
    SettingsText, SignInText, SoundText, Text,
};

pub static TEXT: Text = Text {
    toolbar: "座席工具条",
    sign_in: SignInText {
        title: "签入后即可接听来电",
        agent_id: "座席工号",
        password: "密码",
        phone: "软电话号码",
        submit: "签入",
        signing_in: "正在签入…",
        agent_id_invalid: "座席工号应为 101 到 999999 之间的整数。",
        already_signed_in: Phrase("座席 {0} 已在别处签入。"),
        forced_effect: "强制签入会结束那边的会话；如果那边正在通话，通话可能会中断。",
        force: "强制签入",
        go_back: "返回",
    },
    settings: SettingsText {
        wrong: Phrase("toolbar.json 中的设置项“{0}”有误：应为 {1}，实际为 {2}。"),
        wrong_file: Phrase("设置文件 toolbar.json 有误：应为 {0}，实际为 {1}。"),
        next: "请联系管理员。文件改正后，刷新本页即可。",
    },
    agent: AgentText {
        group: "我的状态",
        state,
        ready: "空闲",
        busy: "忙碌",
        busy_because: Phrase("忙碌：{0}"),
        busy_reason,
        busy_reason_number: Phrase("原因码 {0}"),
        busy_next: "通话结束后转忙碌",
        since: Phrase("{0} 起"),
        agent: Phrase("座席 {0}"),
        sign_out: "签出",
    },
    connection: ConnectionText {
        fresh: "已连接",
        stale,
        not_receiving: "收不到来电",
        critical: "即将被签出",
        last_heard: Phrase("网关最近一次应答在 {0} 前"),
        signed_out_in: Phrase("{0} 后将被签出"),
        advice,
    },
    call: CallText {
        none: "没有通话",
        others: "其他通话",
        alerting: "来电接入中",
        ringing: "振铃中",
        talking: "通话中",
        held: "保持中",
        not_known: "状态未知",
        invited: "邀请您加入会议",
        joined: "会议中",
        conference: Phrase("会议 {0}"),
        number_not_given: "未提供号码",
        caller_left: "主叫已挂机",
        in_doubt: "正在核实",
        transfer: "转接",
        transfer_from: Phrase("由 {0} 转接"),
        returned: Phrase("已退回 {0} 次"),
        feature,
        called: Phrase("被叫 {0}"),
        copy: "复制呼叫标识",
        copied: "已复制",
        not_copied: "无法复制，请手动选取",
        rings: Phrase("来电：{0}，正在振铃。{1}"),
        invitation_rings: "有会议邀请您加入。",
    },
    controls: ControlsText {
        group: "通话控制",
        answer: "接听",
        reject: "拒接",
        drop: "挂断",
        conference: "会议",
        decline: "谢绝",
        join: "加入",
        leave: "退出",
        queue: "排队",
        for_call: Phrase("针对来电 {0}"),
        choose_mode: "选择拒接方式",
        to_queue_short: "退回队列",
        hang_up_short: "直接挂断",
        to_queue: "退回原队列",
        to_queue_you: "您转为忙碌",
        hang_up: "挂断来电",
        hang_up_you: "您保持空闲",
        ask_to_queue: "请求网关退回呼叫并将您置忙",
        ask_hang_up: "请求网关挂断呼叫并让您保持空闲",
        may_differ: "实际效果可能不同",
    },
    queue: QueueText {
        title: "排队",
        skill: "技能",
        skill_number: Phrase("技能 {0}"),
        reading_skills: "正在读取您的技能…",
        no_skills: "您没有任何技能。",
        reading: "正在查看排队情况…",
        nobody: "没有人在排队。",
        count: Phrase("排队人数：{0}"),
        count_only: "座席空闲时，网关不提供排队名单。",
        go_busy: "转忙碌后查看",
        take: "接取",
        connects: "接取后会立即接通。",
        close: "关闭排队列表",
    },
    missed: MissedText {
        title: Phrase("未接来电：{0}"),
        clear: "清空",
    },
    sound: SoundText {
        title: "声音",
        volume: "铃声音量",
        test: "测试声音",
        played: "已播放，听到了吗？",
        blocked: "声音已关闭，点此开启。",
        silence: "本次静音",
    },
    notices: NoticesText {
        title: "提示",
        dismiss: "关闭提示",
        gateway_says: Phrase("网关原文：“{0}”"),
        act,
        refused: Phrase("网关拒绝了{0}（{1}）。"),
        not_sent: Phrase("{0}未发送。{1}"),
        unknown: Phrase("尚不清楚{0}是否生效，正在向网关核实。"),
        settled,
        rejected: Phrase("已拒接，请求的方式：{0}。网关尚未报告您的状态。"),
        rejected_reported: Phrase("已拒接，请求的方式：{0}。网关报告您的状态：{1}。"),
        rang_out_first: "网关报告：在拒接之前，来电已因无人接听而结束振铃。",
        already_over: Phrase("{0}到达网关之前就已结束（{1}）。"),
        missed: Phrase("未接来电：{0}"),
        caller_left: "主叫已挂机，正在核实该通话。",
        already_gone: "该来电已不在队列中。",
        already_gone_next: "请另选一个。",
        pick_up_rings: "从队列接取的来电正在振铃，未直接接通：请接听。",
        sign_in_refused: Phrase("网关拒绝签入（{0}）。"),
        sign_in_unanswered: "无法连接网关，或网关没有应答。",
        sign_in_unanswered_next: "请检查网络后重新签入。",
        sign_in_unreadable: Phrase("收到的应答不是网关的格式（HTTP {0}，{1}）。"),
        sign_in_unreadable_next: "请重试；如仍出现，请告知管理员：网关地址可能有误。",
        why,
        guid_missing: "网关已接受签入，但读不到 Set-GUID 响应头，会话无法继续。",
        guid_missing_next: "请告知管理员：需要允许浏览器读取该响应头。",
        skills_not_set: "您已签入，但技能设置失败。",
        skills_not_set_next: "可能收不到来电。请签出后重新签入。",
        password_expires: Phrase("密码剩余有效天数：{0}，请尽快修改。"),
        session_ended: "网关已结束您的会话。",
        session_ended_after: ended_after,
        call_lost: Phrase("最后一个通话：{0}，{1}。之后的情况不明。"),
        call_lost_next: "请查看您的话机。",
        signed_out_elsewhere: "您的会话已在别处被结束。",
        session_ended_next: "请重新签入以接听来电。",
        event_method_wrong: "网关没有把事件发给本工具条，因此无法显示来电。",
        second_poller: "似乎有其他窗口或程序在读取您的来电，此处可能显示不全。",
        events_missing: "连接正常，但有些来电消息没有到达。可能被另一个窗口或程序取走了。",
        second_poller_next: "请关闭另一个。",
        queue_unreadable: "无法读取排队情况。",
        sign_in_again,
        code_unknown: Phrase("网关返回 {0}，本工具条不了解该错误码。"),
    },
    reason,
    meaning: |row| row.zh,
    next,
};

fn stale(cause: Cause) -> &'static str {
    match cause {
        Cause::SwitchingOver => "网关正在切换…",
        Cause::Gone => "无法连接网关…",
        Cause::SecondPoller => "来电被别处取走",
        Cause::Checking => "正在确认…",
    }
}

fn advice(cause: Cause) -> &'static str {
    match cause {
        Cause::SwitchingOver => "网关正将您切换到另一台服务器。请稍候，工具条会自动继续。",
        Cause::SecondPoller => "另一个窗口或程序正在取走您的来电。请将其关闭，或在此重新签入。",
        Cause::Gone | Cause::Checking => {
            "网关没有应答。超过两分钟无联系，网关会将座席签出。请检查网络，工具条会不断重试。"
        }
    }
}

fn state(state: AgentState) -> &'static str {
    match state {
        AgentState::NotKnown => "尚未报告状态",
        AgentState::Ready => "空闲",
        AgentState::Busy { .. } => "忙碌",
        AgentState::Occupied => "通话占用",
        AgentState::WrapUp => "话后整理",
        AgentState::Rest => "休息",
    }
}

fn busy_reason(number: u32) -> Option<&'static str> {
    match number {
        1 => Some("自行示忙"),
        2 => Some("有来电未接听"),
        3 => Some("由班长置忙"),
        7 => Some("拒接了来电"),
        _ => None,
    }
}

fn feature(feature: Feature) -> Option<&'static str> {
    match feature {
        Feature::NotGiven | Feature::Inbound | Feature::Other(_) => None,
        Feature::Internal => Some("内部呼叫"),
        Feature::Outbound => Some("呼出"),
        Feature::Reserved => Some("预约"),
        Feature::Preempted => Some("预占"),
        Feature::Predicted => Some("预测外呼"),
        Feature::Preview => Some("预览外呼"),
        Feature::Callback => Some("回呼"),
        Feature::TwoPartyHelp | Feature::ThreePartyHelp => Some("内部求助"),
        Feature::ConferenceCall | Feature::TransferConference => Some("会议呼叫"),
    }
}

fn act(act: Act) -> &'static str {
    match act {
        Act::Answer => "本次接听",
        Act::Reject(_) => "本次拒接",
        Act::Drop => "本次挂断",
        Act::Decline => "谢绝会议",
        Act::Join => "加入会议",
        Act::Leave => "退出会议",
        Act::PickUp => "接取排队来电",
        Act::SetReady => "示闲",
        Act::SetBusy => "示忙",
        Act::SignOut => "签出",
    }
}

fn settled(as_what: Settlement) -> Phrase {
    Phrase(match as_what {
        Settlement::Done => "已核实：{0}已生效。",
        Settlement::NotDone => "已核实：{0}未生效，可以再按一次。",
        Settlement::CallOver => "已核实：通话已结束；{0}的结果不详。",
        Settlement::NotKnown => "网关无法说明{0}的结果。",
    })
}

fn ended_after(after: EndedAfter) -> &'static str {
    match after {
        EndedAfter::Contact => "您可能已在别处签入。请重新签入以接听来电。",
        EndedAfter::Outage => "网关可能已重启。请重新签入以接听来电。",
        EndedAfter::Silence => "网关太久没有收到这里的消息。请重新签入以接听来电。",
    }
}

fn why(why: Why) -> &'static str {
    match why {
        Why::TooLarge => "内容过大",
        Why::Empty => "内容为空",
        Why::NotJson => "内容不是 JSON",
        Why::NoRetcode => "缺少 retcode",
        Why::MissingResult => "缺少 result",
        Why::WrongShape(_) => "格式无法识别",
    }
}

fn sign_in_again(why: Untaken) -> &'static str {
    match why {
        Untaken::Record(Unusable::Unreadable) => "无法读取此页面保存的内容，请重新签入。",
        Untaken::Record(Unusable::OtherVersion) => "工具条在您签入后已更新，请重新签入。",
        Untaken::Record(Unusable::TooOld) => "此页面已太久没有收到网关应答，请重新签入。",
        Untaken::NotKept => "签入状态只保留在原页面中，请重新签入。",
        Untaken::StorageBlocked => "浏览器不允许此页面保存内容，刷新后签入会失效，请重新签入。",
    }
}

fn reason(reason: Reason) -> &'static str {
    match reason {
        Reason::NotSignedIn => "您尚未签入，请先签入。",
        Reason::SignedIn => "您已经签入。",
        Reason::NoForcedSignIn => "没有需要强制签入的会话，请先签入。",
        Reason::NoCall => "当前没有通话。",
        Reason::CallOver => "该通话已结束。",
        Reason::OfferChanged => "该来电已重新呼入，请对这一次再按一次。",
        Reason::NotRinging => "没有等待接听的来电。",
        Reason::AlreadyAnswered => "该来电已接听。",
        Reason::NotAnswered => "来电正在振铃，请接听或拒接。",
        Reason::NoInvitation => "没有会议邀请。",
        Reason::NotInConference => "您不在会议中。",
        Reason::CallHeld => "有通话处于保持中，请先结束它。",
        Reason::SelfRecording => "您正在录音，请先停止录音。",
        Reason::CallPresent => "您有通话，请先结束它。",
        Reason::NotInQueue => "该来电已不在列表中，请另选一个。",
        Reason::OnCall => "您有通话，请先结束它。",
        Reason::AlreadyReady => "您已是空闲状态。",
        Reason::AlreadyBusy => "您已是忙碌状态。",
        Reason::BusyAfterCall => "网关已同意：通话结束后转为忙碌。",
        Reason::InProgress(act) => match act {
            Act::Answer => "正在接听…",
            Act::Reject(RejectMode::BackToQueue) => "正在拒接：退回原队列…",
            Act::Reject(RejectMode::HangUp) => "正在拒接：挂断来电…",
            Act::Drop => "正在挂断…",
            Act::Decline => "正在谢绝…",
            Act::Join => "正在加入…",
            Act::Leave => "正在退出…",
            Act::PickUp => "正在从队列接取来电…",
            Act::SetReady => "正在示闲…",
            Act::SetBusy => "正在示忙…",
            Act::SignOut => "正在签出…",
        },
        Reason::OutcomeUnknown(_) => "上一次操作的结果尚不清楚，请稍候。",
        Reason::NotFresh => "正在确认连接，请稍候。",
        Reason::ConnectionLost => "网关没有应答，请使用话机。",
    }
}

fn next(next: Next) -> &'static str {
    match next {
        Next::Nothing => "",
        Next::TryAgain => "请稍后重试。",
        Next::Wait => "请稍候再试。",
        Next::SignInAgain => "请重新签入。",
        Next::CheckInput => "请检查输入后重试。",
        Next::LookAtCall => "请看来电是否仍在振铃，然后重试或使用话机。",
        Next::TellAdministrator => "请将错误码告知管理员。",
    }
}
