"""What attacks do to single records and to the app: what stays intact, what is a head, who is on the roster.

The catalogue beside it holds each attack, step by step, over all three verifiers.
"""

from __future__ import annotations

from datetime import timedelta

import pytest

from showclear.ledger.facts import FactValue
from showclear.ledger.head import Citation, Head, sorted_after
from showclear.ledger.holes import Fork
from showclear.ledger.record import (
    parse_frame,
)
from showclear.ledger.steps import STEP_IDS, Finding, Verdict
from showclear.ledger.verification import LogResult, verify_log, verify_record
from tests.attacks.cases_chain import removed_day
from tests.attacks.catalogue import production
from tests.ledger.workshop import (
    AD,
    ARMORER,
    PRODUCER,
    SAFETY,
    SECOND_ARMORER,
    Crew,
    Workshop,
    Written,
    crewed,
    two_laptops,
)

CART, TRUCK = "cart-a1b2", "truck-c3d4"


@pytest.fixture
def shop() -> Workshop:
    """Two laptops that see each other; untouched it is intact, or no finding below would mean anything."""
    workshop = two_laptops()
    assert workshop.verify().all_findings() == ()
    assert workshop.verify().verdict is Verdict.INTACT
    return workshop


def found(result: LogResult, step: str) -> list[Finding]:
    """The findings of one step."""
    return [one for one in result.all_findings() if one.step == STEP_IDS[step]]


def said(result: LogResult, step: str) -> str:
    """All that one step says; fails if it says nothing."""
    findings = found(result, step)
    assert findings, [str(one) for one in result.all_findings()]
    return "\n".join(str(one) for one in findings)


def record_at(shop: Workshop, log: str, sequence: int) -> str:
    """The name of a record."""
    return next(name for name in shop.files if name.startswith(f"{log}-{sequence:06d}-"))


def verdict(result: LogResult, written: Written) -> Verdict:
    """What is said about one record."""
    return result.records[written.name].verdict


# Editing, deleting, reordering


def test_a_changed_result_is_altered_and_whoever_cites_the_record_misses_it(shop: Workshop) -> None:
    """L2, attack 1."""
    name = record_at(shop, CART, 5)
    shop.files[name] = shop.files[name].replace(b'value = "empty"', b'value = "dummy"', 1)
    result = shop.verify()
    assert result.records[name].verdict is Verdict.ALTERED
    assert {one.step for one in result.records[name].findings} >= {STEP_IDS["name"], STEP_IDS["signature"]}
    assert result.records[record_at(shop, CART, 6)].verdict is Verdict.INCOMPLETE
    assert (result.verdict, result.logs[CART], result.logs[TRUCK]) == (
        Verdict.ALTERED,
        Verdict.ALTERED,
        Verdict.INCOMPLETE,
    )


def test_nothing_that_comes_after_a_hole_is_believed(shop: Workshop) -> None:
    """What is missing may have been a stop: a record with a hole among its ancestors permits nothing, on any laptop."""
    before = shop.inspect(TRUCK)
    stop = shop.stand_down(TRUCK)
    after = [shop.inspect(TRUCK), shop.inspect(TRUCK), shop.inspect(CART), shop.inspect(CART)]
    del shop.files[stop.name]
    result = shop.verify()
    assert verdict(result, before) is Verdict.INTACT
    assert [verdict(result, one) for one in after] == [Verdict.INCOMPLETE] * 4
    shop.files[stop.name] = stop.data
    assert {verdict(shop.verify(), one) for one in after} == {Verdict.INTACT}


def test_a_cut_tail_that_nobody_cited_is_not_seen_by_the_folder_alone(shop: Workshop) -> None:
    """L2, attack 3: the docs say so plainly; the marks of the laptop that saw it do see it."""
    names = list(shop.files)
    del shop.files[record_at(shop, CART, 7)]
    assert shop.verify().verdict is Verdict.INTACT
    result = shop.verify(marks=names)
    assert result.verdict is Verdict.INCOMPLETE
    assert "This laptop has seen it, and it is gone." in said(result, "marks")
    assert result.logs[CART] is Verdict.INCOMPLETE


def test_a_day_that_one_laptop_kept_is_whole_again_with_its_files() -> None:
    """Removed everywhere else, and what was written since cites it: the union of the folders is intact."""
    whole, kept = removed_day(production())
    assert verify_log(kept).verdict is Verdict.INCOMPLETE
    assert verify_log({**kept, **whole}).verdict is Verdict.INTACT


def test_an_empty_folder_with_marks_is_incomplete(shop: Workshop) -> None:
    """Everything deleted."""
    result = shop.verify(marks=list(shop.files), files={})
    assert (result.verdict, len(result.findings)) == (Verdict.INCOMPLETE, len(shop.files))


def test_a_copy_of_a_record_under_another_number_changes_nothing_about_the_true_one(shop: Workshop) -> None:
    """A copy must not make the original look altered."""
    name = record_at(shop, CART, 5)
    copy = name.replace("000005", "000001")
    result = shop.verify(files={copy: shop.files[name], **shop.files})
    assert result.records[copy].verdict is Verdict.ALTERED
    assert result.records[name].verdict is Verdict.INTACT


def test_conflict_copies_are_strays_and_no_records(shop: Workshop) -> None:
    """L2, attack 11: the ending stays .toml."""
    name = record_at(shop, CART, 5)
    copy = name.replace(".toml", ".sync-conflict-20260301-070000-ABCDEFG.toml")
    changed = copy.replace("ABCDEFG", "HIJKLMN")
    result = shop.verify(files={**shop.files, copy: shop.files[name], changed: b"something else", ".DS_Store": b"x"})
    assert result.strays == (copy, changed)
    assert f"a copy of {name}" in said(result, "strays")
    assert result.verdict is Verdict.UNVERIFIABLE
    assert len(result.records) == len(shop.files)


# Forks, clones, time


def test_a_cloned_laptop_that_goes_on_is_a_fork_with_two_heads(shop: Workshop) -> None:
    """L2, attack 6: both stay, and both are cited from then on."""
    clone = crewed()
    clone.files, clone.newest, clone.now = dict(shop.files), dict(shop.newest), shop.now + timedelta(hours=1)
    mine, theirs = shop.inspect(tag="R-3"), clone.write(CART, "hold", id="f" * 32)
    shop.files[theirs.name] = theirs.data
    result = shop.verify()
    assert result.forks == (Fork(CART, 8, tuple(sorted((mine.digest, theirs.digest)))),)
    assert result.heads[CART] == tuple(sorted((mine.digest, theirs.digest)))
    assert {verdict(result, mine), verdict(result, theirs)} == {Verdict.INTACT}
    assert result.verdict is Verdict.UNVERIFIABLE
    assert mine.name in said(result, "chain")


@pytest.mark.parametrize("year", [1, 9999])
def test_a_time_at_the_end_of_the_calendar_is_a_claim_like_any_other(shop: Workshop, year: int) -> None:
    """Anybody can drop an unsigned record into the folder; its time must not stop everybody's app."""
    shop.inspect(TRUCK)
    at = shop.now.replace(year=year, month=12, day=31, hour=23, minute=59, second=59)
    written = shop.write(CART, "hold", (), {"title": "Hold", "effects": []}, made_at=at)
    shop.inspect(TRUCK)
    assert verdict(shop.verify(), written) is Verdict.INTACT


def test_a_newer_head_of_the_same_log_is_no_going_back(shop: Workshop) -> None:
    """The usual case."""
    shop.stand_down(TRUCK)
    inspected = shop.inspect()
    assert verdict(shop.verify(), inspected) is Verdict.INTACT


def test_a_forged_last_number_is_a_gap_and_no_head_to_follow(shop: Workshop) -> None:
    """A 999999 from nowhere must not stop a log."""
    forged = shop.finish(shop.head(CART, "hold", sequence=999_999, previous="d" * 64), {})
    result = shop.verify(files={**shop.files, forged.name: forged.data})
    assert verdict(result, forged) is Verdict.INCOMPLETE
    assert result.heads == shop.verify().heads
    assert result.records[forged.name].layout_holds


# Signers


def test_a_second_production_record_changes_nobodys_roster(shop: Workshop) -> None:
    """A forged founding with keys of one's own."""
    false = Workshop()
    false.found("evil")
    files = {**shop.files, **false.files}
    result = shop.verify(files=files)
    assert [one.verdict for name, one in result.records.items() if name.startswith("evil")] == [Verdict.UNVERIFIABLE]
    assert verify_log(files).production == shop.production


def test_an_unknown_kind_is_unverifiable_and_its_layout_holds(shop: Workshop) -> None:
    """It may be a stop of a later version: it holds this laptop until updated."""
    written = shop.write(CART, "halt-everything")
    result = shop.verify()
    assert verdict(result, written) is Verdict.UNVERIFIABLE
    assert result.records[written.name].layout_holds


def test_an_unsigned_stop_is_intact_and_only_claimed(shop: Workshop) -> None:
    """Restrictions count without any key."""
    written = shop.stand_down()
    result = shop.verify()
    assert verdict(result, written) is Verdict.INTACT
    assert not result.records[written.name].is_signed


def test_planted_blocks_and_split_lines_stay_inside_their_string(shop: Workshop) -> None:
    """Rules 2, 11 and 12: whatever somebody types as a reason, it is a reason."""
    typed = "x\"\n\n[[signature]]\nperson = \"dee-ad\"\nsshsig = '''\n# ======== Signatures."
    written = shop.stand_down(reason=typed)
    frame = parse_frame(written.data)
    assert frame.blocks == ()
    assert written.data.count(b"\n[[signature]]") == 0
    assert verdict(shop.verify(), written) is Verdict.INTACT


# Enrolments and revocations


def test_a_key_counts_only_after_its_enrolment(shop: Workshop) -> None:
    """Rule 23: the enrolment must be an ancestor."""
    newcomer = Crew("nick", "Nick the handler", "handler")
    early = shop.write(CART, "review", [(newcomer, "read")])
    shop.enrol(newcomer)
    late = shop.write(CART, "review", [(newcomer, "read")])
    result = shop.verify()
    assert (verdict(result, early), verdict(result, late)) == (Verdict.UNVERIFIABLE, Verdict.INTACT)
    assert "was not enrolled when" in said(result, "keys")


def test_what_a_revoked_key_signed_before_stays_and_after_does_not(shop: Workshop) -> None:
    """Rule 23: order is ancestry, so a back-dated time helps nobody."""
    before = shop.inspect()
    shop.revoke(ARMORER)
    after = shop.inspect(made_at=before.head.made_at)
    result = shop.verify()
    assert (verdict(result, before), verdict(result, after)) == (Verdict.INTACT, Verdict.UNVERIFIABLE)
    assert "is revoked" in said(result, "keys")


def _inspection(shop: Workshop, log: str) -> tuple[Head, dict[str, FactValue]]:
    return shop.head(log, "procedure", [(ARMORER, "inspected"), (AD, "witnessed")]), {}


def test_a_thief_cannot_undo_a_revocation_by_revoking_who_revoked(shop: Workshop) -> None:
    """Rule 23: revocations count by enrolment alone."""
    theft = shop.revoke(PRODUCER)
    shop.revoke(SAFETY, by=PRODUCER)
    after = shop.inspect()
    officer = Crew("new-so", "A new safety officer", "safety-officer")
    enrolled = shop.enrol(officer, by=PRODUCER)
    result = shop.verify()
    assert verdict(result, theft) is Verdict.INTACT
    assert verdict(result, after) is Verdict.INTACT
    assert verdict(result, enrolled) is Verdict.UNVERIFIABLE
    assert {one.fingerprint for one in result.roster.revocations} == {PRODUCER.fingerprint, SAFETY.fingerprint}


def _without_a_key(role: str) -> dict[str, FactValue]:
    return {"person": "max", "name": "Max", "role": role, "key": "", "identity_document": "passport"}


@pytest.mark.parametrize(
    ("signers", "verdict_"),
    [
        ([SAFETY, PRODUCER], Verdict.INTACT),
        ([SAFETY], Verdict.ALTERED),
        ([PRODUCER], Verdict.ALTERED),
        ([SAFETY, AD], Verdict.ALTERED),
        ([PRODUCER, ARMORER], Verdict.ALTERED),
    ],
)
def test_who_holds_no_key_is_enrolled_by_the_safety_officer_and_a_producer(
    shop: Workshop, signers: list[Crew], verdict_: Verdict
) -> None:
    """ADR 0004: performers sign nothing; one person alone could invent a holder."""
    written = shop.write(
        CART, "enrolment", [(one, "enrolled") for one in signers], {"enrolment": _without_a_key("performer")}
    )
    result = shop.verify()
    assert verdict(result, written) is verdict_
    assert ("max" in {one.person for one in result.roster.enrolments}) is (verdict_ is Verdict.INTACT)


@pytest.mark.parametrize("role", ["armorer", "handler", "assistant-director", "safety-officer", "producer"])
def test_nobody_is_enrolled_without_a_key_in_a_role_that_signs(shop: Workshop, role: str) -> None:
    """An armorer who cannot sign would still be somebody in whose hand a gun may be."""
    signers = [(SAFETY, "enrolled"), (PRODUCER, "enrolled")]
    written = shop.write(CART, "enrolment", signers, {"enrolment": _without_a_key(role)})
    assert verdict(shop.verify(), written) is Verdict.ALTERED


@pytest.mark.parametrize(
    ("person", "name", "role", "key_of", "why"),
    [
        ("nick", "Nick", "handler", ARMORER, "one key under two names"),
        ("ari", ARMORER.name, "assistant-director", None, "cannot be"),
        ("ari", "Another Ari", "armorer", None, "short name of"),
    ],
)
def test_an_enrolment_that_contradicts_an_earlier_one_does_not_count(
    shop: Workshop, person: str, name: str, role: str, key_of: Crew | None, why: str
) -> None:
    """One key, one person; one short name, one person; roles that exclude each other stay apart."""
    newcomer = Crew(person, name, role)
    signing = newcomer if key_of is None else Crew(key_of.person, name, role)
    other_key = Crew("other-key", name, role)
    used = signing if key_of is not None else other_key
    table = {"person": person, "name": name, "role": role, "key": used.key_line}
    head = shop.head(CART, "enrolment", [(SAFETY, "enrolled"), (newcomer, "enrolled")])
    written = shop.publish(shop.finish(head, {"enrolment": table}, [SAFETY, used]))
    result = shop.verify()
    assert verdict(result, written) is Verdict.UNVERIFIABLE
    assert why in said(result, "keys")
    assert verdict(result, shop.newest[CART]) is Verdict.UNVERIFIABLE
    assert not any(one.record == written.digest for one in result.roster.enrolments)
    inspected = shop.inspect()
    assert verdict(shop.verify(), inspected) is Verdict.INTACT


def test_a_new_key_after_a_lost_one_is_no_contradiction(shop: Workshop) -> None:
    """The same person, name and role with another key."""
    shop.revoke(ARMORER)
    table = {"person": "ari", "name": ARMORER.name, "role": "armorer", "key": SECOND_KEY.key_line}
    head = shop.head(CART, "enrolment", [(SAFETY, "enrolled"), (ARMORER, "enrolled")])
    shop.publish(shop.finish(head, {"enrolment": table}, [SAFETY, SECOND_KEY]))
    head = shop.head(CART, "shift", [(ARMORER, "opened")])
    written = shop.publish(shop.finish(head, {}, [SECOND_KEY]))
    assert verdict(shop.verify(), written) is Verdict.INTACT


SECOND_KEY = Crew("ari-second-key", ARMORER.name, "armorer")


# Arriving piece by piece


def test_a_folder_that_arrives_file_by_file_ends_as_if_read_at_once(shop: Workshop) -> None:
    """A sync tool brings files in any order; the verifier keeps what it has verified."""
    shop.revoke(SECOND_ARMORER)
    shop.inspect(after=())
    whole = shop.verify()
    for names in (list(shop.files), list(shop.files)[::-1]):
        verifier = Workshop().verifier()
        verifier._wanted_production = shop.production
        for name in names:
            verifier.add({name: shop.files[name]})
            verifier.result()
        piecewise = verifier.result()
        assert dict(piecewise.records) == dict(whole.records)
        assert (piecewise.verdict, piecewise.heads) == (whole.verdict, whole.heads)
        assert set(piecewise.findings) == set(whole.findings)


def test_a_file_that_changes_or_goes_away_is_noticed(shop: Workshop) -> None:
    """The verifier is told what is no longer as it was."""
    verifier = shop.verifier()
    verifier.mark(shop.files)
    assert verifier.result().verdict is Verdict.INTACT
    name = record_at(shop, CART, 5)
    verifier.add({name: b"changed"})
    assert verifier.result().records[name].verdict is Verdict.ALTERED
    verifier.add({name: shop.files[name]})
    assert verifier.result().verdict is Verdict.INTACT
    verifier.forget([name])
    assert verifier.result().verdict is Verdict.INCOMPLETE
    assert name not in verifier.result().records


def test_one_record_is_verified_against_a_folder_before_it_is_used(shop: Workshop) -> None:
    """The cache may paint, files must permit."""
    context = shop.verifier().context()
    written = shop.newest[CART]
    assert verify_record(written.data, written.name, context).verdict is Verdict.INTACT
    fresh = shop.finish(*_inspection(shop, CART), [ARMORER, AD])
    assert verify_record(fresh.data, fresh.name, context).verdict is Verdict.INTACT
    cited = sorted_after([*fresh.head.after, Citation("nowhere", 1, "c" * 64)])
    lost = shop.finish(fresh.head._replace(after=cited), {}, [ARMORER, AD])
    assert verify_record(lost.data, lost.name, context).verdict is Verdict.INCOMPLETE
