"""What a unit does in a morning and at the end of a day, for tests: C, K, M, N, J and what goes with them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from showclear.domain.effects import Effect
from showclear.domain.people import Person
from showclear.domain.situation.records import PERFORMED, VERIFIED, RecordFacts, SignerFacts

BY_ARMORER_AND_AD = (SignerFacts("mara", "armorer", PERFORMED), SignerFacts("jonas", "assistant-director", VERIFIED))
BY_AD_AND_ARMORER = (SignerFacts("jonas", "assistant-director", PERFORMED), SignerFacts("mara", "armorer", VERIFIED))
BY_AD_AND_OFFICER = (
    SignerFacts("jonas", "assistant-director", "opened"),
    SignerFacts("safa", "safety-officer", "agreed"),
)
BY_TWO_CUSTODIANS = (SignerFacts("mara", "armorer", PERFORMED), SignerFacts("hana", "handler", VERIFIED))


class Mornings:
    """The records of a shooting day."""

    def add(
        self,
        kind: str,
        effects: Iterable[Effect] = (),
        *,
        signers: Sequence[SignerFacts] = (),
        procedure: str = "",
        laptop: str = "truck",
        people: Sequence[Person] = (),
        **more: object,
    ) -> RecordFacts:
        """Append a record to a laptop's log."""
        raise NotImplementedError

    def open_unit(
        self, unit: str = "main", *, first: str = "jonas", laptop: str = "truck", **more: object
    ) -> RecordFacts:
        """A unit at the church with its 1st assistant director."""
        values = {"unit": unit, "place": "church", "zone": "Europe/Madrid", "first": first}
        officer = SignerFacts("safa", "safety-officer", "agreed")
        more.setdefault("signers", (SignerFacts(first, "assistant-director", "opened"), officer))
        return self.add("unit", [Effect("unit-opened", values)], laptop=laptop, **more)  # type: ignore[arg-type]

    def ready(
        self, *tags: str, unit: str = "main", place: str = "church", laptop: str = "truck", **papers: str
    ) -> RecordFacts:
        """A whole morning: C, K, C, with these guns proved empty and both performers trained for them."""
        opened = self.open_day(unit, place=place, papers=papers, laptop=laptop)
        self.count(*tags, unit=unit, place=place, laptop=laptop)
        for tag in tags:
            self.prove(tag, unit=unit, laptop=laptop)
        self.meet(unit, place=place, laptop=laptop)
        self.check("readiness", unit=unit, place=place, laptop=laptop)
        for tag in tags:
            for person in ("will", "ruth"):
                self.train(person, tag, laptop=laptop)
        return opened

    def open_day(
        self,
        unit: str = "main",
        *,
        place: str = "church",
        day: str = "2026-03-04",
        armorer: str = "mara",
        duty: Sequence[str] = ("mara", "hana"),
        papers: Mapping[str, str] | None = None,
        laptop: str = "truck",
        **more: object,
    ) -> RecordFacts:
        """C, people and paper."""
        named = {"unit": unit, "day": day, "place": place, "armorer": armorer, **(papers or {})}
        effects = [Effect("day-opened", named)]
        effects += [Effect("on-duty", {"unit": unit, "person": person}) for person in duty]
        more.setdefault("signers", BY_AD_AND_ARMORER)
        more.setdefault("procedure", "day-people")
        return self.add("procedure", effects, laptop=laptop, **more)  # type: ignore[arg-type]

    def count(
        self,
        *planned: str,
        sealed: Sequence[str] = (),
        unit: str = "main",
        place: str = "church",
        laptop: str = "truck",
        **more: object,
    ) -> RecordFacts:
        """C, count and sweep."""
        effects = [Effect("checked", {"unit": unit, "what": what, "place": place}) for what in ("count", "sweep")]
        effects += [Effect("counted", {"unit": unit, "item": item, "how": "planned"}) for item in planned]
        effects += [Effect("counted", {"unit": unit, "item": item, "how": "seal"}) for item in sealed]
        more.setdefault("signers", BY_ARMORER_AND_AD)
        more.setdefault("procedure", "day-count")
        return self.add("procedure", effects, laptop=laptop, **more)  # type: ignore[arg-type]

    def prove(self, tag: str = "A-07", *, unit: str = "main", laptop: str = "truck", **more: object) -> RecordFacts:
        """C, proof of a gun."""
        effects = [
            Effect("proved-empty", {"weapon": tag}),
            Effect("counted", {"unit": unit, "item": tag, "how": "proved"}),
            custody(tag, "locked", lock="safe 1"),
        ]
        more.setdefault("signers", BY_ARMORER_AND_AD)
        more.setdefault("procedure", "day-proof")
        return self.add("procedure", effects, laptop=laptop, **more)  # type: ignore[arg-type]

    def meet(
        self,
        unit: str = "main",
        *,
        people: Sequence[str] = ("will", "ruth"),
        what: str = "meeting",
        place: str = "church",
        laptop: str = "truck",
        **more: object,
    ) -> RecordFacts:
        """K, the safety meeting."""
        effects = [Effect("checked", {"unit": unit, "what": what, "place": place})]
        effects += [Effect("briefed", {"unit": unit, "person": person}) for person in people]
        more.setdefault("signers", BY_AD_AND_ARMORER)
        more.setdefault("procedure", "meeting")
        return self.add("procedure", effects, laptop=laptop, **more)  # type: ignore[arg-type]

    def check(
        self, what: str, *, unit: str = "main", place: str = "church", laptop: str = "truck", **more: object
    ) -> RecordFacts:
        """C, readiness, or whatever else is checked."""
        more.setdefault("signers", BY_AD_AND_ARMORER)
        more.setdefault("procedure", "day-readiness")
        effect = Effect("checked", {"unit": unit, "what": what, "place": place})
        return self.add("procedure", [effect], laptop=laptop, **more)  # type: ignore[arg-type]

    def train(self, person: str = "will", tag: str = "A-07", *, laptop: str = "truck", **more: object) -> RecordFacts:
        """M, training of a performer for a weapon."""
        more.setdefault("signers", BY_ARMORER_AND_AD)
        more.setdefault("procedure", "training")
        effect = Effect("trained", {"person": person, "weapon": tag})
        return self.add("procedure", [effect], laptop=laptop, **more)  # type: ignore[arg-type]

    def delegate(self, person: str, unit: str = "main", *, laptop: str = "truck", **more: object) -> RecordFacts:
        """The 1st assistant director names another one."""
        more.setdefault("signers", BY_AD_AND_OFFICER)
        effect = Effect("delegated", {"unit": unit, "person": person})
        return self.add("delegation", [effect], laptop=laptop, **more)  # type: ignore[arg-type]

    def rest(self, unit: str = "main", *, laptop: str = "truck") -> RecordFacts:
        """N, a break; unsigned, as anybody can call it."""
        return self.add("restriction", [Effect("break", {"unit": unit, "reason": "lunch"})], laptop=laptop)

    def move(self, place: str = "barn", unit: str = "main", *, laptop: str = "truck", **more: object) -> RecordFacts:
        """N, a company move."""
        effects = [
            Effect("place-changed", {"unit": unit, "place": place}),
            Effect("break", {"unit": unit, "reason": "company move"}),
        ]
        more.setdefault("signers", BY_ARMORER_AND_AD)
        more.setdefault("procedure", "move")
        return self.add("procedure", effects, laptop=laptop, **more)  # type: ignore[arg-type]

    def wrap(
        self,
        unit: str = "main",
        *,
        day: str = "2026-03-04",
        reconciled: str = "yes",
        laptop: str = "truck",
        **more: object,
    ) -> RecordFacts:
        """J."""
        more.setdefault("signers", BY_ARMORER_AND_AD)
        more.setdefault("procedure", "wrap")
        effect = Effect("wrapped", {"unit": unit, "day": day, "reconciled": reconciled})
        return self.add("procedure", [effect], laptop=laptop, **more)  # type: ignore[arg-type]


def custody(item: str, shape: str, **values: str) -> Effect:
    """A custody effect."""
    return Effect("custody", {"item": item, "shape": shape, **values})
