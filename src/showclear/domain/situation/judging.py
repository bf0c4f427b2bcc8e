"""Judging one record over its ancestors: which of its effects count. Nothing that comes later changes the verdict."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping

from showclear.domain.checklists import Procedure
from showclear.domain.custody import Custody, Shape
from showclear.domain.effects import EFFECTS, Bearing, Effect, fault_of
from showclear.domain.limits import Limits
from showclear.domain.people import CUSTODIANS, Role
from showclear.domain.situation import fold_rules as rule
from showclear.domain.situation import (
    judging_accounts,
    judging_afterwards,
    judging_batches,
    judging_blanks,
    judging_closings,
    judging_day,
    judging_moves,
    judging_packs,
    judging_stops,
    register,
    signers,
)
from showclear.domain.situation.fold_rules import FoldRule
from showclear.domain.situation.frozen import FILLS, opens_what_is_frozen
from showclear.domain.situation.granting import end_what_its_own_record_ends, read_grant
from showclear.domain.situation.history import Aspect, is_unknown
from showclear.domain.situation.moving import in_doubt, load, start_anew, unload, write_off
from showclear.domain.situation.packs import limits_of
from showclear.domain.situation.paper import LATE_ENTRY, break_after_paper
from showclear.domain.situation.reading import text
from showclear.domain.situation.records import Finding, RecordFacts
from showclear.domain.situation.values import (
    NOTHING,
    THE_SET,
    Gap,
    GapKind,
    Grant,
    Holding,
    Judgement,
    Restricting,
    unit_item,
)
from showclear.domain.situation.view import View
from showclear.words import english, together

_STILL = frozenset({"correction", "review", "approval", "concern", "removal"})
"""Kinds that move nothing: neither custody nor counts."""

_MOVES = frozenset({"custody", "issued", "transferred", "departed"})
"""Effects after which somebody else has an item; where one cannot be read nobody knows who."""

_NARROWS = frozenset({"limit-set", "minor"})
"""Effects that only narrow what may be done: one that cannot be read may be stricter than all that is known."""

_THINGS = ("weapon", "device", "container", "item")

_PROCEDURE = "procedure"
_SHAPES = {str(shape): shape for shape in Shape}


class Judge:
    """Judges one record. `view` is what the record had among its ancestors."""

    def __init__(self, record: RecordFacts, view: View) -> None:
        self.record = record
        self.view = view
        self.result = Judgement()
        self.copy = any(view.includes(index) for index in view.history.with_id(record.id))
        self.two_roles = signers.in_two_roles(record, view) if record.signers else ""
        """A signer who is in two roles that exclude each other; empty if nobody is."""

    @property
    def limits(self) -> Limits:
        """The limits that were adopted among the ancestors of the record."""
        return limits_of(self.view)

    def judge(self) -> Judgement:
        """The verdict. Effects are read in the order in which they stand."""
        self.result.unknown = is_unknown(self.record)
        self.result.about = _about(self.record)
        if self.copy:
            self.find(rule.ONE_ID_ONE_EVENT, english("It repeats an event that one of its ancestors already records."))
        if self.record.intact:
            self.result.people = self.record.people
        for effect in self.record.effects:
            if effect.kind not in EFFECTS:
                continue
            fault = fault_of(effect)
            if fault:
                self._malformed(effect, fault)
            elif effect.spec.bearing is Bearing.RESTRICTION:
                self._restrict(effect)
            elif not opens_what_is_frozen(self, effect):
                handler = _HANDLERS.get(effect.kind)
                if handler is not None:
                    handler(self, effect)
        self._quarantine_what_a_stand_down_touched()
        if self.result.grants:
            end_what_its_own_record_ends(self)
        break_after_paper(self)
        judging_afterwards.open_what_a_stop_asks_for(self)
        return self.result

    def find(self, broken: FoldRule, text: str) -> None:
        """Note a finding about this record."""
        finding = Finding(broken.id, text, (self.record.title,))
        if finding not in self.result.findings:
            self.result.findings.append(finding)

    def holding(self, tag: str) -> Holding:
        """What an item holds after the effects that were read so far."""
        return self.result.holdings.get(tag) or self.view.holding(tag)

    def fact(
        self,
        broken: FoldRule,
        signed: bool,
        *,
        procedures: tuple[Procedure, ...] = (),
        kinds: tuple[str, ...] = (_PROCEDURE,),
    ) -> bool:
        """Whether a fact of this record counts: an intact, new record of the right kind, signed by the right people.

        Args:
            broken: the rule that it breaks where it was signed by others, or in another procedure.
            signed: whether the right people signed it.
            procedures: the procedures that may say it; empty for any, and then a late entry may say it too.
            kinds: the kinds of records that may say it.
        """
        record = self.record
        if self.copy:
            return False
        if not record.intact:
            return self._refuse(rule.RULES_HOLD_BEFORE, english("Its facts do not count: the record is not intact."))
        late = record.kind == LATE_ENTRY and not procedures and _PROCEDURE in kinds
        if record.kind not in kinds and not late:
            moved = rule.LATE_NEVER_CLEARS if record.kind in {*_STILL, LATE_ENTRY} else rule.UNSIGNED_ONLY_ENDS
            return self._refuse(moved, english("A record of the kind {kind} cannot say this.", kind=record.kind))
        if procedures and record.kind == _PROCEDURE and record.procedure not in procedures:
            named = record.procedure or english("that it does not name")
            return self._refuse(broken, english("The procedure {procedure} cannot say this.", procedure=named))
        if not signed:
            return self._refuse(broken, english("It is not signed by the two people that this needs."))
        if self.two_roles:
            return self._refuse(
                rule.ONE_ROLE,
                english("{person} is on the roster in roles that exclude each other.", person=self.two_roles),
            )
        return True

    def _refuse(self, broken: FoldRule, text: str) -> bool:
        self.find(broken, text)
        return False

    def _malformed(self, effect: Effect, fault: str) -> None:
        """What can be read of a restriction still restricts; of anything else that cannot be read, nothing counts."""
        item = text(effect, "item") or text(effect, "weapon")
        # Whatever it calls a thing, it is about it.
        named = (found for name in _THINGS if (found := text(effect, name)))
        self.result.about = tuple(dict.fromkeys((*self.result.about, *named)))
        restricts = effect.spec.bearing is Bearing.RESTRICTION
        if restricts and (item or not effect.spec.about):
            self.find(
                rule.UNKNOWN_HOLDS, english("It restricts, though not all of it can be read: {fault}.", fault=fault)
            )
            self._restrict(effect)
        elif restricts or effect.kind in _NARROWS or (effect.kind == "custody" and not item):
            self.result.unknown = True
            self.find(rule.UNKNOWN_HOLDS, english("It cannot be read and holds the set: {fault}.", fault=fault))
        else:
            self.find(rule.RULES_HOLD_BEFORE, english("It does not count: {fault}.", fault=fault))
            if effect.kind in _MOVES and item:
                self.result.custody[item] = Custody(Shape.UNACCOUNTED)
            filled = text(effect, "weapon") or text(effect, "device")
            if effect.kind in FILLS and filled:
                in_doubt(self, filled, text(effect, "contents"))

    def _restrict(self, effect: Effect) -> None:
        items = [text(effect, "item") or text(effect, "weapon") if effect.spec.about else THE_SET]
        if effect.kind == "break":
            # One that names no unit is a break of all.
            units = [text(effect, "unit")] if text(effect, "unit") else self.view.names_said(Aspect.UNIT)
            items = [unit_item(unit) for unit in units]
        reason = text(effect, "reason") or text(effect, "words")
        reason = reason or (english("out of sight") if effect.kind == "out-of-sight" else english("no reason given"))
        by, run, people = text(effect, "by"), text(effect, "run"), tuple(text(effect, "people").split())
        if effect.kind == "perhaps-loaded" and not self.copy:
            self._in_it_or_in_the_box(items[0], text(effect, "container"), text(effect, "contents"))
        report = text(effect, "class")
        self.result.restrictions += [Restricting(item, effect.kind, reason, by, run, report, people) for item in items]

    def _in_it_or_in_the_box(self, item: str, container: str, contents: str) -> None:
        """Nobody signed whether rounds went in: what they were to go into is in doubt, and so is where they are."""
        in_doubt(self, item, contents)
        if container:
            self.gap(
                container,
                english("{container}: rounds of it are perhaps in {item}. Count it.", container=container, item=item),
                GapKind.COUNT,
            )

    def _quarantine_what_a_stand_down_touched(self) -> None:
        if not self.result.restrictions:
            return
        reasons = [one.reason for one in self.result.restrictions if one.kind == "stand-down"]
        barred = {one.item for one in self.result.restrictions if one.kind == "quarantined"}
        if not reasons:
            return
        for item in self.result.about:
            if item not in barred:
                self.result.restrictions.append(Restricting(item, "quarantined", reasons[0]))

    def taken_in(self, effect: Effect) -> None:
        """A weapon, device or container comes on the register."""
        kind = effect.kind.removesuffix("-taken-in")
        procedure = Procedure.AMMUNITION if kind == "container" else Procedure.INTAKE
        if not self.fact(rule.INTAKE_SIGNERS, signers.by_two_custodians(self.record), procedures=(procedure,)):
            return
        fault = register.enter(self.result, effect, self.view)
        if fault:
            self.find(rule.INTAKE_SIGNERS, english("It is not on the register: {fault}.", fault=fault))
            return
        if text(effect, "unit"):
            self.result.said[Aspect.UNIT_OF, text(effect, kind)] = text(effect, "unit")
        if kind == "container":
            start_anew(self, text(effect, "container"))
        if kind == "weapon" and text(effect, "weapon") not in self.result.holdings:
            in_doubt(self, text(effect, "weapon"))

    def proved_empty(self, effect: Effect) -> None:
        """Two people looked and found nothing in it."""
        if self.fact(rule.INTAKE_SIGNERS, signers.by_two_who_looked(self.record)):
            tag = text(effect, "weapon") or text(effect, "device")
            write_off(self, tag)
            self.result.holdings[tag] = NOTHING
            if effect.kind == "device-proved-empty" and self.view.said(Aspect.INSERTED, tag):
                self.result.said[Aspect.INSERTED, tag] = None

    def loaded(self, effect: Effect) -> None:
        """Rounds went into a weapon. Where that does not count, nobody knows what it holds."""
        if self.fact(rule.INTAKE_SIGNERS, signers.by_two_who_looked(self.record)):
            load(self, effect)
        elif not self.copy:
            in_doubt(self, text(effect, "weapon"), text(effect, "contents"))

    def unloaded(self, effect: Effect) -> None:
        """Rounds came out of a weapon."""
        if self.fact(rule.INTAKE_SIGNERS, signers.by_two_who_looked(self.record)):
            unload(self, effect)

    def custody(self, effect: Effect) -> None:
        """Who has it now, signed or not."""
        if self.copy:
            return
        if self.record.kind in _STILL:
            self.find(
                rule.LATE_NEVER_CLEARS, english("A record of the kind {kind} moves no custody.", kind=self.record.kind)
            )
            return
        custody, fault = self._read_custody(effect)
        self.result.custody[text(effect, "item")] = custody
        if fault:
            self.find(rule.CUSTODIANS_ONLY, fault)

    def _read_custody(self, effect: Effect) -> tuple[Custody, str]:
        item, nowhere = text(effect, "item"), Custody(Shape.UNACCOUNTED)
        if not self.record.intact:
            return nowhere, english("{item} is unaccounted for: the record that moves it is not intact.", item=item)
        shape = _SHAPES.get(text(effect, "shape"))
        if shape is None:
            return nowhere, english(
                "{item} is unaccounted for: there is no custody “{custody}”.", item=item, custody=text(effect, "shape")
            )
        named = text(effect, "person")
        person = self.view.person(named)
        identity = named if person is None else person.id
        if shape is Shape.WITH and not (person and self.view.roles_of(person.id) <= CUSTODIANS):
            return nowhere, english(
                "{item} is unaccounted for: {named} is neither armorer nor handler.",
                item=item,
                named=named or english("nobody named"),
            )
        if shape is Shape.ISSUED and not (person and self.view.roles_of(person.id) == {Role.PERFORMER}):
            return nowhere, english(
                "{item} is unaccounted for: {named} is no performer on the roster.",
                item=item,
                named=named or english("nobody named"),
            )
        values = {name: text(effect, name) for name in ("lock", "seal", "key")}
        return Custody(shape, identity if shape in (Shape.WITH, Shape.ISSUED) else "", **values), ""

    # Permissions, and what closes a restriction.

    def granted(self, effect: Effect) -> None:
        """A clearance or an issue. A handover that does not count still says where the weapon went."""
        tag, issued = text(effect, "weapon"), effect.kind == "issued"
        if issued:
            self.result.said[Aspect.HANDED, tag] = True
        if issued and not self.copy and self.record.kind not in _STILL:
            values: Mapping[str, str | int] = {"item": tag, "shape": "issued", "person": text(effect, "holder")}
            self.custody(Effect("custody", values))
        hot = issued and text(effect, "condition") == "hot"
        cold = (Procedure.HANDOVER if issued else Procedure.INSPECTION, Procedure.TURN_ROUND)
        procedures = (Procedure.BLANK_TAKE,) if hot else cold
        if not self.fact(rule.CLEARANCE_SIGNERS, signers.by_armorer_and_ad(self.record), procedures=procedures):
            return
        grant = read_grant(self, effect)
        if isinstance(grant, Grant):
            self.result.grants[tag] = grant
        else:
            self.find(grant[0], english("{tag} is not {kind}: {why}", tag=tag, kind=effect.kind, why=grant[1]))

    def device_cleared(self, effect: Effect) -> None:
        """A device goes with a weapon that this record clears."""
        if self.fact(
            rule.CLEARANCE_SIGNERS,
            signers.by_armorer_and_ad(self.record),
            procedures=(Procedure.INSPECTION, Procedure.TURN_ROUND, Procedure.HANDOVER),
        ):
            self.result.goes_with[text(effect, "device")] = text(effect, "weapon")

    def restricting(self, index: int | None, item: str, kinds: Container[str]) -> list[Restricting]:
        """What the record at `index` restricts on an item, of those kinds; nothing where there is no such record."""
        known = [] if index is None else self.view.judgement(index).restrictions
        return [one for one in known if one.item == item and one.kind in kinds]

    def named(self, effect: Effect) -> int | None:
        """The restricting record that an effect names, if it is among the ancestors; None if it is not."""
        index = self.view.history.index_titled(text(effect, "restriction").removesuffix(".toml"))
        return index if index is not None and self.view.includes(index) else None

    def gap(self, item: str, words: str, kind: GapKind = GapKind.WRONG) -> None:
        """Note that the count of a container, device or batch does not agree."""
        before = self.result.gaps.get(item)
        if before is not None:
            worst = max(before.kind, kind, key=(GapKind.COUNT, GapKind.MISSING, GapKind.WRONG).index)
            self.result.gaps[item] = Gap(together((before.words, words)), worst)
        else:
            self.result.gaps[item] = Gap(words, kind)
        self.find(rule.COUNTS_ARE_SUMS, words)

    def moved(self, container: str, place: str) -> int:
        """How many more rounds of a container this record itself put at a place so far than it took away."""
        own = [one for one in self.result.movements if one.container == container]
        return sum(one.count for one in own if one.target == place) - sum(
            one.count for one in own if one.source == place
        )


def _about(record: RecordFacts) -> tuple[str, ...]:
    """Every item that an effect of the record names, even where the effect cannot be read."""
    items: dict[str, None] = {}
    for effect in record.effects:
        spec = EFFECTS.get(effect.kind)
        for name in spec.about if spec else _THINGS:
            item = text(effect, name)
            if item:
                items[item] = None
    return tuple(items)


_HANDLERS: Mapping[str, Callable[[Judge, Effect], None]] = {
    "weapon-taken-in": Judge.taken_in,
    "device-taken-in": Judge.taken_in,
    "container-taken-in": Judge.taken_in,
    "proved-empty": Judge.proved_empty,
    "device-proved-empty": Judge.proved_empty,
    "loaded": Judge.loaded,
    "unloaded": Judge.unloaded,
    "cleared": Judge.granted,
    "device-cleared": Judge.device_cleared,
    "issued": Judge.granted,
    "custody": Judge.custody,
    **judging_closings.HANDLERS,
    **judging_day.HANDLERS,
    **judging_blanks.HANDLERS,
    **judging_batches.HANDLERS,
    **judging_accounts.HANDLERS,
    **judging_afterwards.HANDLERS,
    **judging_stops.HANDLERS,
    **judging_moves.HANDLERS,
    **judging_packs.HANDLERS,
}
