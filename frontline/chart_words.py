"""The few words that charts write themselves, in both languages."""

from types import MappingProxyType

import pandas as pd

from frontline.look import Language

WORDS = MappingProxyType(
    {
        "zh": MappingProxyType(
            {
                "empty": "此范围内暂无记录",
                "unknown": "未报",
                "none": "无应查",
                "others": "其他 {n} 个",
                "others_sum": "其他 {n} 个，共 {total}",
                "people": "人",
                "hours": "小时",
                "required": "应到",
                "present": "在岗",
                "short": "缺口",
                "short_head": "缺口（人）",
                "present_head": "在岗/应到",
                "credited_head": "认定（小时）",
                "people_head": "志愿者（人）",
                "partly": "已报 {part}/{whole} 个镇街",
                "partly_key": "部分镇街已报",
                "credited": "认定",
                "uncredited": "申报未认定",
                "overdue": "超期",
                "open": "未整改",
                "fixed": "已整改",
                "fixed_share": "整改率",
                "verified": "已复核",
                "closed": "已销号",
                "median": "半数 {hours} 小时内销号",
                "minutes": "空岗 {n} 分钟",
                "full": "满员",
                "some": "缺人",
                "vacant": "空岗分钟",
                "vacant_hour": "空岗",
                "exempt": "无岗",
                "on_time": "按时",
                "late": "迟报",
                "missing": "未报",
                "not_due": "未到时限",
                "hours_since": "距发现（小时）",
                "still_open": "仍未销号",
                "hours_after": "下达后（小时）",
                "arrived_tip": "%{{x}} 小时内到位 %{{y}} 人　%{{customdata:.0%}}",
                "sent_line": "派出 {n} 人",
                "half_arrived": "{hours} 小时内过半到位",
                "too_few": "人数少",
                "fields_new": "首次索要字段",
                "fields_known": "重复索要字段",
                "seconds": "秒",
                "by_hand": "手工登记",
                "by_code": "扫码自报",
                "day": "{month}月{day}日",
            }
        ),
        "en": MappingProxyType(
            {
                "empty": "No records in this scope yet",
                "unknown": "not reported",
                "none": "none due",
                "others": "{n} others",
                "others_sum": "{n} others, {total} in all",
                "people": "people",
                "hours": "hours",
                "required": "required",
                "present": "present",
                "short": "short",
                "short_head": "people short",
                "present_head": "present/required",
                "credited_head": "credited hours",
                "people_head": "volunteers",
                "partly": "{part}/{whole} townships reported",
                "partly_key": "partly reported",
                "credited": "credited",
                "uncredited": "claimed, not credited",
                "overdue": "overdue",
                "open": "open",
                "fixed": "fixed",
                "fixed_share": "share fixed",
                "verified": "verified",
                "closed": "closed",
                "median": "half closed within {hours} h",
                "minutes": "unattended {n} min",
                "full": "full",
                "some": "short",
                "vacant": "min empty",
                "vacant_hour": "empty",
                "exempt": "no duty",
                "on_time": "on time",
                "late": "late",
                "missing": "missing",
                "not_due": "not due yet",
                "hours_since": "hours since found",
                "still_open": "still open",
                "hours_after": "hours after the order",
                "arrived_tip": "%{{y}} within %{{x}} h　%{{customdata:.0%}}",
                "sent_line": "{n} sent",
                "half_arrived": "half arrived within {hours} h",
                "too_few": "too few",
                "fields_new": "new fields",
                "fields_known": "fields already known",
                "seconds": "s",
                "by_hand": "by hand",
                "by_code": "by code",
                "day": "{day} {name}",
            }
        ),
    }
)
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def say(key: str, language: Language, **values: object) -> str:
    """Return the words of a chart, with {braces} filled in."""
    return WORDS[language][key].format(**values)


def day_words(day: pd.Timestamp, language: Language) -> str:
    """Say a date on an axis: 2月9日, or 9 Feb."""
    return say("day", language, month=day.month, day=day.day, name=MONTHS[day.month - 1])
