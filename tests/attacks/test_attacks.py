"""What somebody might do to a folder of records, and what verification says about it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from showclear.ledger.chain import Fork
from showclear.ledger.facts import FactValue
from showclear.ledger.head import Citation, Head, Signer, parse_head, render_head, sorted_after
from showclear.ledger.keys import ed25519_blob, key_line
from showclear.ledger.record import (
    close_block,
    digest_of,
    open_block,
    parse_frame,
    record_name,
    render_body,
    with_cut,
)
from showclear.ledger.sshsig import sign
from showclear.ledger.steps import STEP_IDS, Finding, Verdict
from showclear.ledger.verification import LogResult, verify_log, verify_record
from tests.ledger.workshop import (
    AD,
    ARMORER,
    PRODUCER,
    SAFETY,
    SECOND_ARMORER,
    STRANGER,
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


def test_a_changed_record_under_a_fitting_name_is_altered_too(shop: Workshop) -> None:
    """The name is no seal: the signatures are."""
    name = record_at(shop, CART, 5)
    data = shop.files.pop(name).replace(b'value = "empty"', b'value = "dummy"', 1)
    forged = record_name(parse_frame(data).head, digest_of(data))
    shop.files[forged] = data
    result = shop.verify()
    assert [one.step for one in result.records[forged].findings] == [STEP_IDS["signature"]] * 2


def test_a_record_deleted_from_the_middle_leaves_a_gap_and_missing_citations(shop: Workshop) -> None:
    """L2, attack 2."""
    del shop.files[record_at(shop, CART, 5)]
    result = shop.verify()
    assert result.verdict is Verdict.INCOMPLETE
    assert "000005" in said(result, "chain")
    assert found(result, "citations")


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


def test_a_deleted_log_is_missed_by_those_who_cite_it(shop: Workshop) -> None:
    """L2, attack 5."""
    files = {name: data for name, data in shop.files.items() if not name.startswith(TRUCK)}
    result = shop.verify(files=files)
    assert result.verdict is Verdict.INCOMPLETE
    assert TRUCK in said(result, "citations")


def test_an_empty_folder_with_marks_is_incomplete(shop: Workshop) -> None:
    """Everything deleted."""
    result = shop.verify(marks=list(shop.files), files={})
    assert (result.verdict, len(result.findings)) == (Verdict.INCOMPLETE, len(shop.files))


def test_two_records_that_change_places_are_altered(shop: Workshop) -> None:
    """Reordering: the number stands in the signed head, the digest in the name."""
    one, two = record_at(shop, CART, 5), record_at(shop, CART, 6)
    shop.files[one], shop.files[two] = shop.files[two], shop.files[one]
    result = shop.verify()
    assert {result.records[name].verdict for name in (one, two)} == {Verdict.ALTERED}


def test_a_record_renamed_to_another_place_is_altered(shop: Workshop) -> None:
    """It says itself where it belongs."""
    name = record_at(shop, CART, 5)
    moved = name.replace("000005", "000008")
    shop.files[moved] = shop.files.pop(name)
    assert f"record {CART}/000005" in said(shop.verify(), "name")


def test_a_copy_of_a_record_under_another_number_changes_nothing_about_the_true_one(shop: Workshop) -> None:
    """A copy must not make the original look altered."""
    name = record_at(shop, CART, 5)
    copy = name.replace("000005", "000001")
    result = shop.verify(files={copy: shop.files[name], **shop.files})
    assert result.records[copy].verdict is Verdict.ALTERED
    assert result.records[name].verdict is Verdict.INTACT


def test_an_old_clearance_sealed_again_under_the_next_number_is_refused(shop: Workshop) -> None:
    """Without any key a gun was cleared again after a stand-down: the place is in the signed head now."""
    old = shop.files[record_at(shop, CART, 5)]
    newest = shop.newest[CART]
    head, end = parse_head(old)
    again = replace(head, sequence=newest.head.sequence + 1, previous=newest.digest)
    data = render_head(again) + old[end:]
    name = record_name(again, digest_of(data))
    result = shop.verify(files={**shop.files, name: data})
    assert result.records[name].verdict is Verdict.ALTERED
    assert found(result, "signature")


def test_newline_conversion_of_a_whole_folder_is_diagnosed(shop: Workshop) -> None:
    """git with autocrlf: not an attack, and the message says what it is."""
    result = shop.verify(files={name: data.replace(b"\n", b"\r\n") for name, data in shop.files.items()})
    assert result.verdict is Verdict.ALTERED
    assert said(result, "bytes").count("newline conversion by a sync tool") == len(shop.files)


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


def test_both_signers_together_cannot_drop_a_record_that_others_cite(shop: Workshop) -> None:
    """L2, attack 7: they sign their whole log anew, without the fifth record."""
    kept = [name for name in shop.files if not name.startswith(f"{CART}-00000")]
    anew = Workshop()
    for index in range(1, 5):
        name = record_at(shop, CART, index)
        kept.append(name)
        frame = parse_frame(shop.files[name])
        anew.newest[CART] = Written(name, shop.files[name], frame.digest, frame.head)
    anew.production, anew.now = shop.production, shop.now
    forged = anew.inspect(tag="R-1")
    result = shop.verify(files={**{name: shop.files[name] for name in kept}, forged.name: forged.data})
    assert result.verdict is not Verdict.INTACT
    assert "the file with that number is another" in said(result, "citations")


def test_a_back_dated_record_is_a_warning_of_its_own(shop: Workshop) -> None:
    """L2, attack 8: times are claims, so it is told and takes nothing away; the order stands."""
    dated = shop.inspect(made_at=shop.now - timedelta(days=1))
    result = shop.verify()
    assert verdict(result, dated) is Verdict.INTACT
    warnings = found(result, "times")
    assert len(warnings) == 2
    assert all(one.is_warning for one in warnings)


@pytest.mark.parametrize("year", [1, 9999])
def test_a_time_at_the_end_of_the_calendar_is_a_claim_like_any_other(shop: Workshop, year: int) -> None:
    """Anybody can drop an unsigned record into the folder; its time must not stop everybody's app."""
    shop.inspect(TRUCK)
    at = shop.now.replace(year=year, month=12, day=31, hour=23, minute=59, second=59)
    written = shop.write(CART, "hold", (), {"title": "Hold", "effects": []}, made_at=at)
    shop.inspect(TRUCK)
    assert verdict(shop.verify(), written) is Verdict.INTACT


def test_a_restored_laptop_that_forgot_what_it_had_seen_is_told(shop: Workshop) -> None:
    """Rule 21: heads in `after` never go back within one log."""
    older = shop.inspect(after=())
    result = shop.verify()
    assert verdict(result, older) is Verdict.INCOMPLETE
    assert "restored or cloned" in said(result, "citations")


def test_a_newer_head_of_the_same_log_is_no_going_back(shop: Workshop) -> None:
    """The usual case."""
    shop.stand_down(TRUCK)
    inspected = shop.inspect()
    assert verdict(shop.verify(), inspected) is Verdict.INTACT


def test_a_citation_that_lies_about_its_place_is_altered(shop: Workshop) -> None:
    """Rule 20: log and number must agree with the cited file."""
    head = shop.head(CART, "hold")
    lying = replace(head.after[0], sequence=head.after[0].sequence + 1)
    written = shop.publish(shop.finish(replace(head, after=(lying,)), {}))
    assert verdict(shop.verify(), written) is Verdict.ALTERED


def test_a_previous_from_another_log_is_altered(shop: Workshop) -> None:
    """Rule 7."""
    written = shop.write(CART, "hold", previous=shop.newest[TRUCK].digest, after=())
    assert verdict(shop.verify(), written) is Verdict.ALTERED


def test_a_forged_last_number_is_a_gap_and_no_head_to_follow(shop: Workshop) -> None:
    """A 999999 from nowhere must not stop a log."""
    forged = shop.finish(shop.head(CART, "hold", sequence=999_999, previous="d" * 64), {})
    result = shop.verify(files={**shop.files, forged.name: forged.data})
    assert verdict(result, forged) is Verdict.INCOMPLETE
    assert result.heads == shop.verify().heads
    assert result.records[forged.name].layout_holds


def test_one_event_in_two_files_is_told_and_counts_once(shop: Workshop) -> None:
    """Rule 22."""
    first = shop.stand_down(CART)
    shop.write(CART, "stand-down", id=first.head.id)
    warnings = found(shop.verify(), "events")
    assert len(warnings) == 1
    assert warnings[0].is_warning


# Signers


def signed_by(shop: Workshop, wanted: tuple[Signer, ...], crew: list[Crew], kind: str = "procedure") -> Written:
    """A record with the signers of our choosing in the head and others under it."""
    head = replace(shop.head(CART, kind), signers=wanted)
    return shop.publish(shop.finish(head, {"title": "forged"}, crew))


A_SIGNS, AD_SIGNS = Signer("ari", "armorer", "inspected"), Signer("dee-ad", "assistant-director", "witnessed")


def test_one_person_in_both_roles_is_altered(shop: Workshop) -> None:
    """L2, attack 9."""
    both = (A_SIGNS, Signer("ari", "assistant-director", "witnessed"))
    written = signed_by(shop, both, [ARMORER, ARMORER])
    result = shop.verify()
    assert verdict(result, written) is Verdict.ALTERED
    assert "signs twice" in said(result, "signers")


def test_one_key_under_two_names_is_altered(shop: Workshop) -> None:
    """The armorer signs for the AD with the key that is at hand."""
    posing = Crew("ari", AD.name, "assistant-director")
    written = signed_by(shop, (A_SIGNS, AD_SIGNS), [ARMORER, posing])
    result = shop.verify()
    assert verdict(result, written) is Verdict.ALTERED
    assert "The key SHA256:" in said(result, "signers")
    assert "with the key of ari" in said(result, "keys")


def test_another_persons_key_is_altered(shop: Workshop) -> None:
    """Signed for the AD by the second armorer's key."""
    posing = Crew("robin", AD.name, "assistant-director")
    written = signed_by(shop, (A_SIGNS, AD_SIGNS), [ARMORER, posing])
    result = shop.verify()
    assert verdict(result, written) is Verdict.ALTERED
    assert "with the key of robin" in said(result, "keys")


def test_another_display_name_is_altered(shop: Workshop) -> None:
    """Rule 18: the key is enrolled for that person, name and role."""
    posing = Crew("ari", "Dee the first AD", "armorer")
    written = signed_by(shop, (A_SIGNS, AD_SIGNS), [posing, AD])
    result = shop.verify()
    assert verdict(result, written) is Verdict.ALTERED
    assert "Dee the first AD" in said(result, "keys")


def test_a_strangers_key_is_unverifiable(shop: Workshop) -> None:
    """L2, attack 10: not on the roster, and that is no accusation."""
    wanted = (A_SIGNS, Signer(STRANGER.person, STRANGER.role, "witnessed"))
    written = signed_by(shop, wanted, [ARMORER, STRANGER])
    result = shop.verify()
    assert verdict(result, written) is Verdict.UNVERIFIABLE
    assert "not on the roster" in said(result, "keys")


def test_somebody_else_cannot_finish_what_the_armorer_began(shop: Workshop) -> None:
    """Rules 9 and 18: the head that the armorer signed says who comes second."""
    shop.enrol(Crew("jo-ad", "Jo the second AD", "assistant-director"))
    written = signed_by(shop, (A_SIGNS, AD_SIGNS), [ARMORER])
    second = Crew("jo-ad", "Jo the second AD", "assistant-director")
    signer = Signer("jo-ad", "assistant-director", "witnessed")
    moment = written.head.made_at + timedelta(minutes=1)
    covered = open_block(written.data, signer, second.name, second.fingerprint, "pin", moment)
    data = close_block(covered, sign(second.seed, covered))
    result = verify_record(data)
    assert result.verdict is Verdict.ALTERED
    assert "must be signed by" in result.findings[0].what


@pytest.mark.parametrize("crew", [[ARMORER], [], [AD, ARMORER], [ARMORER, AD, SAFETY]])
def test_signatures_missing_swapped_or_added_are_altered(shop: Workshop, crew: list[Crew]) -> None:
    """Rules 9 and 18."""
    wanted = (A_SIGNS, AD_SIGNS)
    head = replace(shop.head(CART, "procedure"), signers=wanted)
    data = with_cut(render_body(head, {}))
    for index, one in enumerate(crew):
        signer = Signer(one.person, one.role, {"ari": "inspected", "dee-ad": "witnessed"}.get(one.person, "added"))
        moment = head.made_at + timedelta(seconds=index)
        covered = open_block(data, signer, one.name, one.fingerprint, "pin", moment)
        data = close_block(covered, sign(one.seed, covered))
    result = verify_record(data)
    assert result.verdict is Verdict.ALTERED
    assert {one.step for one in result.findings} == {STEP_IDS["signers"]}


def test_a_stripped_signature_is_altered(shop: Workshop) -> None:
    """The last block cut off clean: everything that is left is genuine."""
    data = shop.files[record_at(shop, CART, 5)]
    result = verify_record(data[: data.rindex(b"[[signature]]")])
    assert result.verdict is Verdict.ALTERED
    assert "dee-ad" in result.findings[0].what
    assert "must still sign" in result.findings[0].what


def test_a_record_without_any_signer_is_no_clearance(shop: Workshop) -> None:
    """A check that finds no signature must not succeed."""
    written = signed_by(shop, (), [])
    result = shop.verify()
    assert verdict(result, written) is Verdict.ALTERED
    assert "two different people" in said(result, "quorum")


def test_a_signature_before_the_record_was_made_is_altered(shop: Workshop) -> None:
    """Rule 18: made_at, first, last."""
    head = shop.head(CART, "shift", [(ARMORER, "opened")])
    data = render_body(head, {})
    moment = head.made_at - timedelta(seconds=1)
    covered = open_block(data, head.signers[0], ARMORER.name, ARMORER.fingerprint, "pin", moment)
    result = verify_record(close_block(covered, sign(ARMORER.seed, covered)))
    assert {one.step for one in result.findings} == {STEP_IDS["signers"]}


def test_a_block_that_names_another_key_is_altered(shop: Workshop) -> None:
    """Rule 18: what people read must be the key that signed."""
    head = shop.head(CART, "shift", [(ARMORER, "opened")])
    covered = open_block(render_body(head, {}), head.signers[0], ARMORER.name, AD.fingerprint, "pin", head.made_at)
    result = verify_record(close_block(covered, sign(ARMORER.seed, covered)))
    assert {one.step for one in result.findings} == {STEP_IDS["form"]}
    assert result.verdict is Verdict.ALTERED


def test_a_record_of_another_production_is_unverifiable_here(shop: Workshop) -> None:
    """Rule 19."""
    written = shop.write(CART, "hold", production="e" * 64)
    assert verdict(shop.verify(), written) is Verdict.UNVERIFIABLE


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


def test_concurrent_records_of_a_revoked_key_count_only_where_trusted(shop: Workshop) -> None:
    """The truck had gone on signing honestly while the cart revoked: `trusted` names its head."""
    honest = shop.finish(*_inspection(shop, TRUCK), [ARMORER, AD])
    shop.revoke(ARMORER)
    shop.files[honest.name] = honest.data
    assert verdict(shop.verify(), honest) is Verdict.UNVERIFIABLE
    trusting = crewed()
    trusting.files, trusting.newest, trusting.now = dict(shop.files), dict(shop.newest), shop.now
    del trusting.files[shop.newest[CART].name]
    previous = shop.newest[CART].head.previous
    trusting.newest[CART] = next(
        Written(name, data, digest_of(data), parse_head(data)[0])
        for name, data in shop.files.items()
        if digest_of(data) == previous
    )
    trusting.revoke(ARMORER, trusted=[f"{honest.head.place} sha256:{honest.digest}"])
    assert verdict(trusting.verify(), honest) is Verdict.INTACT


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


def test_what_a_revoked_officer_enrols_afterwards_does_not_count(shop: Workshop) -> None:
    """Nobody gets onto the roster by a stolen key."""
    shop.revoke(SAFETY, by=PRODUCER)
    crony = Crew("crony", "A crony", "armorer")
    shop.enrol(crony)
    written = shop.write(CART, "review", [(crony, "read")])
    assert verdict(shop.verify(), written) is Verdict.UNVERIFIABLE


@pytest.mark.parametrize(
    ("role", "by", "verdict_"),
    [
        ("handler", SAFETY, Verdict.INTACT),
        ("handler", PRODUCER, Verdict.ALTERED),
        ("safety-officer", PRODUCER, Verdict.INTACT),
        ("safety-officer", SAFETY, Verdict.ALTERED),
        ("producer", SAFETY, Verdict.INTACT),
    ],
)
def test_who_enrols_whom(shop: Workshop, role: str, by: Crew, verdict_: Verdict) -> None:
    """The safety officer and the person; an officer: the producer and the new one."""
    written = shop.enrol(Crew("nick", "Nick", role), by=by)
    assert verdict(shop.verify(), written) is verdict_


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


def test_nobody_is_enrolled_with_a_key_without_signing(shop: Workshop) -> None:
    """The person proves that the key is theirs."""
    nick = Crew("nick", "Nick", "handler")
    table = {"person": "nick", "name": "Nick", "role": "handler", "key": nick.key_line}
    written = shop.write(CART, "enrolment", [(SAFETY, "enrolled"), (AD, "enrolled")], {"enrolment": table})
    result = shop.verify()
    assert verdict(result, written) is Verdict.ALTERED
    assert "nick" not in {one.person for one in result.roster.enrolments}


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


def test_a_key_of_small_order_is_not_enrolled(shop: Workshop) -> None:
    """Anybody could sign for it; the enrolment cannot be read."""
    weak = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAEAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
    table = {"person": "nick", "name": "Nick", "role": "handler", "key": weak}
    written = shop.write(CART, "enrolment", [(SAFETY, "enrolled"), (PRODUCER, "enrolled")], {"enrolment": table})
    result = shop.verify()
    assert verdict(result, written) is Verdict.UNVERIFIABLE
    assert "small order" in said(result, "toml")
    assert weak not in key_line(ed25519_blob(b"\x02" * 32))


@pytest.mark.parametrize(
    "facts",
    [
        {},
        {"enrolment": "x"},
        {"enrolment": {"person": 1, "name": "N", "role": "handler", "key": ""}},
        {"enrolment": {"person": "Nick", "name": "N", "role": "handler", "key": ""}},
        {"enrolment": {"person": "nick", "name": "N", "role": "king", "key": ""}},
        {"enrolment": {"person": "nick", "name": "N", "role": "handler", "key": "", "requires_uv": 1}},
        {"enrolment": {"person": "nick", "name": "N", "role": "handler"}},
    ],
)
def test_people_facts_that_cannot_be_read_are_unverifiable(shop: Workshop, facts: dict[str, FactValue]) -> None:
    """Signed rubbish stops nobody else."""
    written = shop.write(CART, "enrolment", [(SAFETY, "enrolled"), (PRODUCER, "enrolled")], facts)
    result = shop.verify()
    assert verdict(result, written) is Verdict.UNVERIFIABLE
    assert found(result, "toml")
    inspected = shop.inspect()
    assert verdict(shop.verify(), inspected) is Verdict.INTACT


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
    lost = shop.finish(replace(fresh.head, after=cited), {}, [ARMORER, AD])
    assert verify_record(lost.data, lost.name, context).verdict is Verdict.INCOMPLETE
