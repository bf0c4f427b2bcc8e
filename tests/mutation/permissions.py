"""The mutants of the rules about what a clearance and an issue are, and what ends them."""

from __future__ import annotations

from tests.mutation.mutant import Mutant, mutant

_JUDGE = "situation.judging:Judge"
_LAST_GRANT = (
    "next((one for track in view.history.lanes[Aspect.ABOUT, tag].values() "
    "for index in reversed(track.indices[: view.last(track) + 1]) "
    "if (one := view.judgement(index).grants.get(tag)) is not None), None)"
)

PERMISSIONS: tuple[Mutant, ...] = (
    mutant(
        "R-030",
        "a newer record about the weapon ends no clearance",
        ("situation.grants:newest_grant", "view.judgement(tips[0]).grants.get(tag)", _LAST_GRANT),
    ),
    mutant(
        "R-031",
        "a stop of the set that the record did not know of ends no clearance",
        ("situation.grants:ending_by_records", "late is not None", "False"),
    ),
    mutant(
        "R-032",
        "of two newest records one is as good as the other",
        ("situation.grants:newest_grant", "len(tips) != 1", "not tips"),
    ),
    mutant(
        "R-034",
        "a copy of a record counts like the first",
        (
            f"{_JUDGE}.__init__",
            "any(view.includes(index) for index in view.history.with_id(record.id))",
            "False",
        ),
    ),
    mutant(
        "R-034",
        "copies that do not know of each other are both counted",
        ("situation.view:View.total", "(aspect, name) not in self.history.copied", "True"),
    ),
    mutant(
        "R-034",
        "nobody hears of a copy",
        ("situation.fold:Situation._copies", "len(known) > 1", "False"),
    ),
    mutant(
        "R-035",
        "anybody may have a gun in their hand",
        (
            f"{_JUDGE}._read_custody",
            "shape is Shape.WITH and not (person and self.view.roles_of(person.id) <= CUSTODIANS)",
            "False",
        ),
    ),
    mutant(
        "R-035",
        "a gun is issued to anybody",
        (
            f"{_JUDGE}._read_custody",
            "shape is Shape.ISSUED and not (person and self.view.roles_of(person.id) == {Role.PERFORMER})",
            "False",
        ),
    ),
    mutant(
        "R-035",
        "an issue to somebody who is no performer counts",
        (
            "situation.granting:_to_a_performer",
            "holder is None or judge.view.roles_of(holder.id) != {Role.PERFORMER}",
            "holder is None",
        ),
    ),
    mutant(
        "R-036",
        "a record of any kind may say anything",
        (f"{_JUDGE}.fact", "record.kind not in kinds and not late", "False"),
    ),
    mutant("R-036", "what nobody signed counts", (f"{_JUDGE}.fact", "not signed", "False")),
    mutant(
        "R-037",
        "nothing runs out",
        (
            "situation.grants:ends_at",
            "max(0, min(grant.minutes, limit.number(limits, name)))",
            "10 ** 6",
        ),
    ),
    mutant(
        "R-037",
        "no limit shortens the minutes of a record",
        ("situation.grants:ends_at", "min(grant.minutes, limit.number(limits, name))", "grant.minutes"),
    ),
    mutant(
        "R-037",
        "the clock starts at the signature",
        ("situation.granting:_written", 'moment(text(effect, "since"))', "judge.record.made_at"),
    ),
    mutant(
        "R-037",
        "a record that names no minutes permits something",
        ("situation.granting:_fault_of_values", 'number(effect, "minutes") < 1', "False"),
    ),
    mutant(
        "R-038",
        "an unknown time is as good as the time of the record",
        (
            "situation.grants:_ending_by_time",
            "now is None",
            "(now := now or view.record(index).made_at) is None",
        ),
    ),
    mutant(
        "R-038",
        "a clock that went backwards is believed",
        (
            "situation.grants:_ending_by_time",
            "not seen <= when <= now or now.timestamp() < view.latest_made_at(record.log)",
            "False",
        ),
    ),
    mutant(
        "R-038",
        "a clock may show less than another record of its log claims",
        ("situation.grants:_ending_by_time", "now.timestamp() < view.latest_made_at(record.log)", "False"),
    ),
    mutant(
        "R-038",
        "a clock may fall behind the time that has passed",
        ("believed_time:believed", "wall >= least - TOLERANCE", "True"),
    ),
    mutant(
        "R-038",
        "a look that was later than its record counts",
        ("situation.granting:_fault_of_values", "since is None or since > judge.record.made_at", "since is None"),
    ),
    mutant(
        "R-040",
        "whoever signed a clearance or an issue",
        (f"{_JUDGE}.granted", "signers.by_armorer_and_ad(self.record)", "len(self.record.signers) == 2"),
    ),
    mutant(
        "R-040",
        "whoever signed that a device goes with a gun",
        (f"{_JUDGE}.device_cleared", "signers.by_armorer_and_ad(self.record)", "True"),
    ),
    mutant(
        "R-046",
        "a handover rests on a clearance that has ended",
        (
            "situation.granting:_living_clearance",
            "None if ending(judge.view, *found, judge.record.made_at, judge.limits) else found[1]",
            "found[1]",
        ),
    ),
    mutant(
        "R-046",
        "a handover for another slate, place, use, contents or armorer counts",
        ("situation.granting:_carried_on", "getattr(base, name) != getattr(grant, name)", "False"),
    ),
    mutant(
        "R-046",
        "a place in shot that nobody declared counts",
        ("situation.granting:_carried_on", "in_shot.undeclared('; '.join(grant.places), base.place)", "''"),
    ),
    mutant(
        "R-046",
        "a turn-round gives it to another holder",
        (
            "situation.granting:_carried_on",
            "any(one.issued and one.holder != given.holder for one in (base, lived) if one is not None)",
            "False",
        ),
    ),
    mutant(
        "R-046",
        "a turn-round rests on an issue with blanks",
        ("situation.granting:turn_round_base", "found[1].contents is Contents.BLANK", "False"),
    ),
    mutant(
        "R-046",
        "a turn-round rests on an issue that ran out",
        ("situation.granting:turn_round_base", "ending(view, *found, now, limits, begun=begun)", "None"),
    ),
    mutant(
        "R-047",
        "what is out after its issue need not be collected",
        (
            "situation.status:status",
            "is_out(custody) and not (living and grant is not None and grant.issued)",
            "False",
        ),
    ),
    mutant(
        "R-048",
        "a gun with a blank is not hot",
        ("situation.status:_state", "holding.contents is Contents.BLANK", "False"),
    ),
    mutant(
        "R-048",
        "where one of two records says blank nobody knows",
        (
            "situation.view:View.holding",
            "any(holding.contents is Contents.BLANK for holding in holdings)",
            "False",
        ),
    ),
    mutant("R-049", "a record that is not intact counts", (f"{_JUDGE}.fact", "not record.intact", "False")),
    mutant(
        "R-049",
        "a clearance names what the gun does not hold",
        (
            "situation.granting:_fault_of_things",
            '(holding.contents, holding.count) != (text(effect, "contents"), number(effect, "count"))',
            "False",
        ),
    ),
    mutant("R-049", "what is barred or stopped is cleared", ("situation.granting:_barring", "", "''")),
    mutant(
        "R-049",
        "a gun on which two intakes disagree is cleared",
        (
            "situation.granting:_fault_of_things",
            "len({weapon for _, weapon in entries}) != 1",
            "not entries",
        ),
    ),
    mutant("R-050", "a newer feed device ends nothing", ("situation.grants:_ending_by_devices", "", "None")),
    mutant(
        "R-050",
        "what bars the box of its rounds ends nothing",
        ("situation.grants:_ending_by_containers", "", "None"),
    ),
    mutant(
        "R-050",
        "a device of another gun goes along",
        ("situation.granting:_fault_of_things", "device not in view.devices_of(tag)", "False"),
    ),
    mutant("R-051", "one person signs in two roles", ("situation.signers:in_two_roles", "", "''")),
    mutant("R-049", "a gun that somebody else has is cleared", ("situation.granting:_in_hand_or_locked", "", "True")),
    mutant("R-049", "a gun is cleared with what does not go into it", ("situation.granting:_misfit", "", "''")),
    mutant(
        "R-049",
        "what a record says besides ends nothing that it permits",
        ("situation.granting:_is_ended_here", "", "False"),
    ),
    mutant(
        "R-049",
        "a gun that its own record moves elsewhere is cleared",
        (
            "situation.granting:_is_ended_here",
            "not _is_where_it_belongs(result.custody.get(grant.weapon), grant)",
            "False",
        ),
    ),
    mutant(
        "R-049",
        "a gun is cleared with rounds of a box that is unverified",
        ("situation.granting:_fault_of_sources", "unsettled(view, item, looks, judge.record.id)", "None"),
    ),
    mutant(
        "R-049",
        "a device in which its own record counts a round goes with a gun",
        ("situation.granting:_is_ended_here", "not devices.isdisjoint({*result.gaps, *result.custody})", "False"),
    ),
    mutant(
        "R-049",
        "a device that its own record fills goes with a cold gun",
        ("situation.granting:_is_filled_here", "", "False"),
    ),
)
