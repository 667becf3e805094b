"""What has become of a detainer, and what is not known of that, in words."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Final

from detainerlib._wording import (
    day_in_words,
    happens,
    happens_there,
    in_words,
    length,
    length_between,
    long_day,
)
from detainerlib.sentences.deadlines import RANKS, DeadlineOf, Rank
from detainerlib.sentences.policy import capitalized

NOT_LOOKED_UP: Final = "Whether the person may be held was not looked up."
MAY_HOLD_NOT_SETTLED: Final = "Whether the person may be held is not settled."
NO_LAW_ALLOWED: Final = "No law on file allowed any hour past the time due."
NO_RELEASE: Final = "No release by then was entered."
MUST_NOT_HOLD: Final = "The law or policy above bars the hold."
DOES_IT_ASK: Final = "Does it ask for a hold?"
WHICH_BOX: Final = "Which box is checked?"
NEEDS_SERVICE: Final = "Does it take effect only when the person is served?"
WAS_SERVED: Final = "Was the person served?"
OVER_BEFORE: Final = "Was a hold over before that?"
LATE_START: Final = (
    "Does the clock start when local custody ended, or when the detainer was received after that?"
)
NOT_RECEIVED: Final = "it had not been received"
NOT_SERVED: Final = "the person was not served"
JUDICIAL_WARRANT: Final = "There may be a judicial warrant; custody under it is not evaluated here."
TOO_MANY_TIMES: Final = "Too many times are not known to work out what may have happened."
TAKES_EFFECT_WHEN_SERVED: Final = "takes effect only when the person is served"
MAY_NEED_SERVICE: Final = (
    "may take effect only when the person is served (what it says about that was not read)"
)
SERVED: Final = {
    True: "The person had been served.",
    False: "The person had not been served.",
    None: "It is not known whether the person had been served.",
}


_STATES: Final = {
    "not in effect": "the detainer is not in effect",
    "lodged": "the detainer is lodged (in effect, and no hold has begun)",
    "hold running": "a hold is running",
    "hold over": "the hold is over",
    "custody assumed": "DHS has taken custody",
    "transferred": "the person has been transferred to another agency",
    "lifted": "the detainer has been lifted",
    "declined": "the agency has declined the detainer",
    "released": "the person has been released",
    "contradictory": "the times entered contradict each other",
    "unknown": "the detainer's status is not known",
}


_OTHERS: Final = "Other rules may give an earlier deadline."
_RUNNING: Final = "hold running"
_MAY_RUN: Final = "a hold may still be running"


def issued_later(day: date) -> str:
    """Return why a detainer is not in effect before the day of its issue.

    >>> issued_later(date(2025, 5, 6))
    'it was issued later, on Tuesday, May 6, 2025'
    """
    return f"it was issued later, on {day_in_words(day)}"


def how_long(form: str, title: str) -> str:
    """Return the question that is open where a rule does not cover a form.

    >>> how_long("I-247D", "Form I-247A")
    'How long does Form I-247D ask you to hold? (Form I-247A does not cover it.)'
    """
    return f"How long does Form {form} ask you to hold? ({title} does not cover it.)"


def which_time(happens: str) -> str:
    """Return the question when something happens.

    >>> which_time("the state charges are resolved")
    'What is the time when the state charges are resolved?'
    """
    return f"What is the time when {happens}?"


def time_of(event: str) -> str:
    """Return the question when an entered event happened.

    >>> time_of("the end of local custody")
    'What is the exact time of the end of local custody?'
    """
    return f"What is the exact time of {event}?"


def as_of(at: str, state: str, reason: str | None = None) -> str:
    """Return what has become of a detainer, and why where it is not in effect.

    >>> as_of("Thursday, July 3, 2025, 5:00 p.m. CDT", "hold over")
    'As of Thursday, July 3, 2025, 5:00 p.m. CDT, the hold is over.'
    >>> as_of("Thursday, July 3, 2025, 5:00 p.m. CDT", "not in effect", NOT_SERVED)
    'As of Thursday, July 3, 2025, 5:00 p.m. CDT, the detainer is not in effect: the person was \
not served.'
    """
    because = f": {reason}" if reason else ""
    return f"As of {at}, {_STATES[state]}{because}."


def deadlines_differ(at: str) -> str:
    """Return that some of the deadlines on file have passed, and others have not.

    >>> deadlines_differ("Tuesday, July 8, 2025, 4:00 p.m. CDT")
    'As of Tuesday, July 8, 2025, 4:00 p.m. CDT, the earliest deadline has passed, and a later one \
has not: the readings differ.'
    """
    passed = "the earliest deadline has passed, and a later one has not"
    return f"As of {at}, {passed}: the readings differ."


def stood_then(*, differ: bool) -> str:
    """Return how the deadlines on file stood when something else came after a hold.

    >>> stood_then(differ=True)
    'By then, the earliest deadline had passed, and a later one had not: the readings differ.'
    >>> stood_then(differ=False)
    'By then, the hold was over.'
    """
    if not differ:
        return "By then, the hold was over."
    passed = "the earliest deadline had passed, and a later one had not"
    return f"By then, {passed}: the readings differ."


def passed_since_due(least: timedelta, most: timedelta, then: str) -> str:
    """Return how long a person had been held past the time due on leaving, and what that was.

    >>> hours = timedelta(hours=40)
    >>> passed_since_due(hours, hours, in_time("Form I-247A", "Saturday"))
    'By then, 40 hours had passed since release was due; no deadline had passed: the earliest was \
Saturday (Form I-247A).'
    >>> passed_since_due(hours, hours, not_allowed(has_exceptions=False))
    'By then, 40 hours had passed since release was due; no hold was allowed.'
    """
    time = length(least) if least == most else length_between(least, most)
    return f"By then, {time} had passed since release was due; {then}."


def in_time(title: str, earliest: str, *, all_computed: bool = True) -> str:
    """Return that no deadline had passed, and which was the earliest.

    >>> in_time("Form I-247A", "noon", all_computed=False)
    'no deadline computed had passed: the earliest was noon (Form I-247A)'
    """
    deadline = "deadline" if all_computed else "deadline computed"
    return f"no {deadline} had passed: the earliest was {earliest} ({title})"


def not_allowed(*, has_exceptions: bool) -> str:
    """Return that the law of a place allowed no hold, for one who has left.

    >>> not_allowed(has_exceptions=True)
    'unless the law or policy above differs for this case or agency, no hold was allowed'
    """
    unless = "unless the law or policy above differs for this case or agency, "
    return f"{unless if has_exceptions else ''}no hold was allowed"


def law_of_day_left(day: date) -> str:
    """Return why the law above is not that of the day asked about.

    >>> law_of_day_left(date(2026, 7, 4))
    'The law above is that of July 4, 2026, the day the person left.'
    """
    return f"The law above is that of {long_day(day)}, the day the person left."


def cannot_tell(questions: Iterable[str], states: Sequence[str]) -> str:
    """Return what one would have to know, and what is possible.

    >>> cannot_tell(["Was the person served?", "Which box is checked?"], ["lodged", "hold over"])
    'Need to know: was the person served? Which box is checked? Possible: the detainer is lodged \
(in effect, and no hold has begun); or the hold is over.'
    >>> cannot_tell(["Was the person served?"], ["not in effect", "hold running"])
    'Need to know: was the person served? Possible: the detainer is not in effect; or a hold may \
still be running. That is not permission to hold; only the answer settles which it is.'
    """
    asked = [*questions]
    possible = "; or ".join({**_STATES, _RUNNING: _MAY_RUN}[state] for state in states)
    settle = "only the answer settles" if len(asked) == 1 else "only the answers settle"
    no_leave = f" That is not permission to hold; {settle} which it is."
    leave = no_leave if _RUNNING in states else ""
    return f"{need_to_know(asked)}Possible: {possible}.{leave}"


def named_hours(
    duration: timedelta, title: str, first: str, last: str, *, is_over: bool | None
) -> str:
    """Return that the hours of a rule are over, or not over, by every reading, or neither.

    >>> march = "Sunday, March 1, 2026, 9:00 a.m. EST"
    >>> named_hours(timedelta(hours=48), "Form I-247A", march, march, is_over=True)
    'Whatever the answers, the 48 hours that Form I-247A names are over: they ended Sunday, March \
1, 2026, 9:00 a.m. EST.'
    >>> named_hours(timedelta(hours=48), "Form I-247A", march, march, is_over=False)
    'Whatever the answers, the 48 hours that Form I-247A names are not over: they end Sunday, \
March 1, 2026, 9:00 a.m. EST.'
    """
    hours = f"the {length(duration)} that {title} names"
    if is_over is None:
        earliest, latest = happens(first, "").strip(), happens(last, "").strip()
        ends = f"They end no earlier than {earliest}. They end no later than {latest}."
        return f"{capitalized(hours)} may be over, or not. {ends}"
    bound = "" if first == last else "no later than " if is_over else "no earlier than "
    when = happens(last if is_over else first, "" if bound else "at").strip()
    are = "are over: they ended" if is_over else "are not over: they end"
    return f"Whatever the answers, {hours} {are} {bound}{when}."


def to_answer(answers: Sequence[str]) -> str:
    """Return what to type so that a status can be told.

    >>> to_answer(["--served no", '--served-on "7/3/2025 9am"'])
    'To answer it, type for example: --served no, or --served-on "7/3/2025 9am"'
    """
    return f"To answer it, type for example: {', or '.join(answers)}"


def need_to_know(questions: Iterable[str], heading: str = "Need to know") -> str:
    """Return questions, with a space behind them; nothing if there is none.

    >>> need_to_know(["Was a hold over before that?"], "Not known")
    'Not known: was a hold over before that? '
    """
    text = " ".join(questions)
    return f"{heading}: {text[:1].lower()}{text[1:]} " if text else ""


def expires_under(deadline: str, title: str, *, may_be_unlawful: bool = False) -> str:
    """Return between which times a hold expires, or would, where other rules are not compared.

    >>> expires_under("Tuesday, July 8, 2025, 5:00 p.m. CDT", "8 C.F.R. § 287.7(d)")
    'A hold would expire Tuesday, July 8, 2025, 5:00 p.m. CDT under 8 C.F.R. § 287.7(d). Other \
rules may give an earlier deadline.'
    """
    hold = "lawful hold" if may_be_unlawful else "hold"
    expires = f"A {hold} would expire {happens_there(deadline)} under {title}."
    return f"{expires} {_OTHERS}"


def hours_running(at: str, title: str, passed: timedelta | None, hours: timedelta) -> str:
    """Return that the time of a rule is running, where it is not said that a hold is.

    >>> noon = "Thursday, July 3, 2025, 12:00 noon CDT"
    >>> hours_running(noon, "Form I-247A", timedelta(hours=14), timedelta(hours=48))
    'As of Thursday, July 3, 2025, 12:00 noon CDT, the time that Form I-247A names is running: 14 \
hours since release was due; the form asks for no more than 48 hours.'
    >>> hours_running(noon, "8 C.F.R. § 287.7(d)", None, timedelta(hours=48))
    'As of Thursday, July 3, 2025, 12:00 noon CDT, the time that 8 C.F.R. § 287.7(d) names is \
running.'
    """
    running = f"As of {at}, the time that {title} names is running"
    if passed is None:
        return f"{running}."
    asks = f"the form asks for no more than {length(hours)}"
    return f"{running}: {length(passed)} since release was due; {asks}."


def ended(
    over_since: str | None, title: str, over_by: timedelta | None, *, is_barred: bool = False
) -> str:
    """Return when a hold ended under a rule, where that is known, and by how much it ran over.

    >>> wednesday = "Wednesday, May 7, 2025, 5:00 p.m. CDT"
    >>> ended(wednesday, "Form I-247A", timedelta(hours=1))
    'The hold ended Wednesday, May 7, 2025, 5:00 p.m. CDT under Form I-247A: over by 1 hour. Other \
rules may give an earlier deadline.'
    >>> ended(wednesday, "Form I-247A", timedelta(hours=1), is_barred=True)
    'Under Form I-247A, the time already ended Wednesday, May 7, 2025, 5:00 p.m. CDT: over by 1 \
hour.'
    """
    over = "" if over_by is None else f": over by {length(over_by)}"
    when = "at an unknown time" if over_since is None else happens_there(over_since)
    if is_barred:
        return f"Under {title}, the time already ended {when.rstrip(',')}{over}."
    return f"The hold ended {when} under {title}{over}. {_OTHERS}"


def would_have_ended(
    title: str, deadline: datetime, conditions: Sequence[str], *, of: DeadlineOf, rank: Rank
) -> str:
    """Return when a hold would have expired under a rule, had nothing else ended it sooner.

    >>> from zoneinfo import ZoneInfo
    >>> tuesday = datetime(2025, 7, 8, 17, tzinfo=ZoneInfo("America/Chicago"))
    >>> would_have_ended("Form I-247A", tuesday, [], of=DeadlineOf.HOLD, rank=Rank.LATER)
    'Later rival deadline: Under Form I-247A, the hold would have expired Tuesday, July 8, 2025, \
5:00 p.m. CDT.'
    >>> would_have_ended("Form I-247A", tuesday, [], of=DeadlineOf.NAMED_TIME, rank=Rank.LATER)
    'The time named by Form I-247A would have ended Tuesday, July 8, 2025, 5:00 p.m. CDT.'
    """
    when = happens(in_words(deadline))
    if_so = f", if {' and '.join(conditions)}" if conditions else ""
    if of is DeadlineOf.NAMED_TIME:
        argued = RANKS[rank] if rank is Rank.ARGUED else ""
        return f"{argued}The time named by {title} would have ended {when}{if_so}."
    hold = "the hold" if of is DeadlineOf.HOLD else "a lawful hold"
    return f"{RANKS[rank]}Under {title}{if_so}, {hold} would have expired {when}."


def lifted_before(over_by: timedelta | None) -> str:
    """Return that a detainer was lifted before a deadline, and how long ago where that is exact.

    >>> lifted_before(timedelta(hours=96))
    'The detainer was lifted before that: over by 96 hours.'
    """
    over = "" if over_by is None else f": over by {length(over_by)}"
    return f"The detainer was lifted before that{over}."


def depends_on_hour(day: date, *, is_named: bool) -> str:
    """Return that it depends on an hour that was not entered whether a deadline had passed.

    >>> depends_on_hour(date(2025, 7, 5), is_named=False)
    'Whether the deadline of Saturday, July 5, 2025, had passed depends on the hour, which was not \
entered.'
    """
    deadline = "named time" if is_named else "deadline"
    depends = "had passed depends on the hour, which was not entered"
    return f"Whether the {deadline} of {day_in_words(day)}, {depends}."


def in_the_past(due: str) -> str:
    """Return, of one who has left, that the detainer gave no reason to keep the person.

    >>> in_the_past("The detainer gives no reason to keep the person past the time due: noon.")
    'The detainer gave no reason to keep the person past the time due: noon.'
    """
    return due.replace("detainer gives no reason", "detainer gave no reason", 1)


def took_effect(since: str) -> str:
    """Return when a detainer took effect.

    >>> took_effect("Monday, April 28, 2025")
    'It took effect Monday, April 28, 2025.'
    """
    return f"It took effect {happens(since)}."


def that_was(since: str) -> str:
    """Return when what ended it happened.

    >>> that_was("Monday, April 28, 2025")
    'That was Monday, April 28, 2025.'
    """
    return f"That was {happens(since)}."


def received_late(received: str | None, *, is_certain: bool = True) -> str:
    """Return that the detainer came, or may have come, after local custody had ended.

    Args:
        received: When; None where that is not known.
        is_certain: Whether it certainly came after.

    >>> received_late("Monday, April 28, 2025")
    'The detainer was received Monday, April 28, 2025, after local custody had ended.'
    >>> received_late(None, is_certain=False)
    'The detainer may have been received after local custody had ended.'
    """
    was = "was" if is_certain else "may have been"
    when = "" if received is None else f" {happens(received)},"
    return f"The detainer {was} received{when} after local custody had ended."


def custody_ended(ended: str) -> str:
    """Return that local custody ended, and no release was entered.

    >>> custody_ended("Monday, April 28, 2025")
    'Custody ended Monday, April 28, 2025; no release was entered.'
    """
    return f"Custody ended {happens(ended)}; no release was entered."


def not_in_effect_then(title: str) -> str:
    """Return that a rule was not in effect on the day asked about.

    >>> not_in_effect_then("Form I-247A")
    'Form I-247A was not in effect that day.'
    """
    return f"{title} was not in effect that day."


def on_form(title: str, *, asks_for_hold: bool | None) -> str:
    """Return on which form a detainer is, and whether it asks for a hold.

    >>> on_form("Form I-247A (3/17)", asks_for_hold=True)
    'The detainer is on Form I-247A (3/17). It asks for a hold.'
    """
    asks = {
        True: "It asks for a hold.",
        False: "It does not ask for a hold.",
        None: "It is not known whether it asks for a hold.",
    }
    return f"The detainer is on {title}. {asks[asks_for_hold]}"


def ends_sooner(reason: str, events: Sequence[str]) -> str:
    """Return what ends a hold sooner, and whether that is recorded.

    >>> ends_sooner("DHS takes custody", [])
    'It ends sooner if DHS takes custody. That was not entered.'
    >>> ends_sooner("DHS takes custody", ["The transfer to DHS, Monday, May 5, 2025"])
    'It ends sooner if DHS takes custody. Recorded: the transfer to DHS, Monday, May 5, 2025.'
    """
    recorded = was_recorded(events) if events else "That was not entered."
    return f"It ends sooner if {reason}. {recorded}"


def was_recorded(events: Sequence[str]) -> str:
    """Return what is recorded to have happened.

    >>> was_recorded(["The release, Monday, May 5, 2025"])
    'Recorded: the release, Monday, May 5, 2025.'
    """
    return f"Recorded: {' and '.join(f'{event[:1].lower()}{event[1:]}' for event in events)}."


# What cannot have happened as it was entered.


def several_times(event: str, times: Sequence[str]) -> str:
    """Return that something that happens once was entered with several times.

    >>> several_times("the release", ["Monday, May 5, 2025", "Tuesday, May 6, 2025"])
    'The release has 2 times: Monday, May 5, 2025, and Tuesday, May 6, 2025.'
    """
    return f"{capitalized(event)} has {len(times)} times: {', and '.join(times)}."


def wrong_order(first: str, first_time: str, second: str, second_time: str) -> str:
    """Return which event cannot come before which.

    >>> wrong_order("the release", "May 5, 2025", "the booking", "May 6, 2025")
    'The release (May 5, 2025) cannot come before the booking (May 6, 2025).'
    """
    return f"{capitalized(first)} ({first_time}) cannot come before {second} ({second_time})."


def served_after_all(event: str, time: str) -> str:
    """Return that service was entered, and that there was none.

    >>> served_after_all("service on the person", "Monday, May 5, 2025")
    'Service on the person (Monday, May 5, 2025) conflicts with the answer that the person was \
not served.'
    """
    conflicts = "conflicts with the answer that the person was not served"
    return f"{capitalized(event)} ({time}) {conflicts}."


def before_issue(event: str, time: str, issued_on: date) -> str:
    """Return that something came before the detainer was issued.

    >>> before_issue("service on the person", "Monday, May 5, 2025", date(2025, 5, 6))
    'Service on the person (Monday, May 5, 2025) cannot come before the date of issue, Tuesday, \
May 6, 2025.'
    """
    issue = f"the date of issue, {day_in_words(issued_on)}"
    return f"{capitalized(event)} ({time}) cannot come before {issue}."
