"""Help for each screen: what it is for, in a few sentences. The keys come from the screen's own bindings."""

from __future__ import annotations

from showclear.domain.checklists import AnswerKind
from showclear.words import english

HELP: dict[str, str] = {
    "board": (
        english(
            "Every gun with its state. COLD: holds nothing or only verified dummies, and two people looked. "
            "HOT: holds a blank. UNVERIFIED: nobody may rely on it. QUARANTINED: barred by name. Minutes count "
            "up since it was shown. The list at the right: ! is what gun work waits for; N does the first of "
            "it, Enter the chosen row."
        )
    ),
    "armory": (
        english(
            "Everything on the register, with its account. Left is what has to be in the box now; a gap bars "
            "it until a count agrees, it is found, or it is taken in anew. Serials stand here and nowhere else."
        )
    ),
    "people": (
        english(
            "Everybody on the roster as they stand today. Who was not at the meeting of today's place is "
            "briefed before they come near a gun. A minor holds inert weapons only, with a guardian or teacher "
            "named."
        )
    ),
    "actions": (
        english(
            "What has to be done after stops, reports, concerns and findings, by whom and until when. What is "
            "overdue keeps guns in. D or Enter: the safety officer and an armorer, an assistant director or a "
            "producer sign that it is done. A on a record opens another one."
        )
    ),
    "rules": (
        english(
            "Every limit that holds, with its value and who decided it: the floor, or a pack with its source. "
            "Of several the strictest holds. They are limits that Show Clear keeps; they are not the law."
        )
    ),
    "desk": (
        english(
            "First what waits for a human: altered, missing, flagged; then the records of a day, newest first. "
            "/ finds any record as you type. In the timeline a bar is the state, the line below it is heavier "
            "the further the gun is from the lock. What stands here is worked out from the records; Enter "
            "reads one as it is."
        )
    ),
    "desk-record": (
        english(
            "A record in words, its signatures explained, and the file beside it. The rules at its left show "
            "how far each signature reaches. V writes what you think of it, and you sign that; the record "
            "stays as it is."
        )
    ),
    "debrief": (
        english(
            "What was planted, what you caught and by which step, what was signed away, and where that has "
            "happened. The same again as text: showclear drill --debrief DIR."
        )
    ),
    "seen": (
        english(
            "In a drill: what the other person was seen to do. In earnest nobody would tell you. If it is not "
            "right, hold the set with F12, or leave the run and give it up."
        )
    ),
    "wizard": (
        english(
            "Four people found a production: a safety officer, a producer, an armorer and an assistant "
            "director. Each makes a key with five words on paper, or brings a FIDO2 key (F3). Nothing is "
            "written before everybody is named and has a key."
        )
    ),
    "choose": (
        english(
            "A key takes its row at once. Or the arrows go to a row and Enter takes it; no row is chosen "
            "beforehand. Esc chooses nothing."
        )
    ),
    "confirm": english("Y does it, N and Esc do not. Enter alone answers nothing."),
    "message": english(
        "What was entered is kept. A refusal names the rule, what it rests on, and what would make it true."
    ),
    "line": english("Enter hands in what stands in the line; Esc enters nothing."),
    "published": (
        english(
            "What is signed stays as it is; a correction is a new record. The name of the record is its place "
            "in the log."
        )
    ),
    "exported": (
        english(
            "Nothing in the production was changed. Only the records in the bundle are signed; its list of "
            "sums shows whether anything else changed since, and the number on paper shows whether the list "
            "did."
        )
    ),
    "seal": (
        english(
            "A seal is over all records of the day. Nothing in the folder shows that its newest records were "
            "cut off; the words on paper do. They are the first 88 bits of the SHA-256 of the seal."
        )
    ),
    "procedures": english("Every adopted checklist by its letter. H, I and L write first and ask afterwards."),
    "form": english(
        "Nothing happens before Enter. Left and right choose a value, Space shows them all, a letter goes to one."
    ),
    "words": english(
        "Five words open a key. They are shown once and kept nowhere: whoever loses the paper gets a new key."
    ),
    "run": (
        english(
            "One question at a time. Look at the thing, then press the letter of what you see. Nothing is "
            "chosen beforehand and Enter alone answers nothing. What the other person entered is covered until "
            "you are through."
        )
    ),
    "wait": (
        english(
            "Nobody opens it, nobody pulls again, nobody moves until the clock is over; it cannot be made "
            "shorter. It runs on while this screen is closed. What is said meanwhile is written at once."
        )
    ),
    "aloud": (
        english(
            "Read it aloud, line by line. What has to stop is written already. Once the people for it are on "
            "shift, it is started from the board, entered and signed."
        )
    ),
    "sitting": (
        english(
            "Several guns, one after the other, within your pass. Each gun has a record of its own. A gun that "
            "stops is answered first; the others wait."
        )
    ),
    "sign-all": (
        english(
            "Read every record: your PIN signs all of them, each with a signature of its own. Nothing is "
            "signed before both have entered theirs."
        )
    ),
    "pin": english(
        "A pass is opened by the person who looks, with the PIN of the shift or a touch of their FIDO2 key. "
        "Two idle minutes ask for it again."
    ),
    "sign": (
        english(
            "Read what you state. The sixth digit of your PIN signs it, or Enter and a touch of your FIDO2 "
            "key. It is signed only when this screen says so. The digest stands in the record too, so what you "
            "signed can be compared."
        )
    ),
    "start": (
        english(
            "Plans stand here as they were last; what was seen is never chosen beforehand. Left and right "
            "choose a value, Space shows them all, a letter goes to one. In a list each row has a key that "
            "marks it."
        )
    ),
    "mismatch": (
        english(
            "Two people entered two different things. Nobody is blamed. Look again, both; or use something "
            "safer; or withdraw it. Both values stay in the record."
        )
    ),
    "stop": (
        english(
            "Fingers off, muzzle where it is. Guns that are still out are taken back one after the other and "
            "cleared. Whoever stopped needs no name and no reason."
        )
    ),
    "resume": english(
        "A run that was not finished goes on with its last answer asked again, or is abandoned with a reason."
    ),
    "shifts": (
        english(
            "A shift opens with the five words of a key and a PIN of six digits. Five wrong PINs, the lock key "
            "or leaving the app take the key out of this laptop. A FIDO2 key opens a shift with a touch, and "
            "is touched again for every pass and every signature."
        )
    ),
    "late": (
        english(
            "What was done on the printed pad while the battery was dead, line by line, as the paper has it. "
            "It moves custody and counts and clears nothing. What does not agree is entered all the same, and "
            "stays open."
        )
    ),
    "verify": (
        english(
            "altered: not what was signed. unverifiable: cannot be told. incomplete: something is missing. "
            "intact: all that can be checked holds. It cannot see a cut tail that nobody cited: compare with "
            "another laptop."
        )
    ),
}
"""By the name that a screen gives as HELP."""

FOCUS: dict[str, str] = {
    "gun": (
        english(
            "The chosen gun: the keys below are about it. Enter shows in words what can be done with it; "
            "arrows choose another one."
        )
    ),
    "batch": english("A batch of solid things, all of one kind. Enter: issue it, count it, check it."),
    "list": english(
        "What is due, on duty, out and open. Arrows go through it, Enter does the chosen row, Tab goes back."
    ),
    "rows": english("Arrows choose a row, Enter opens it."),
    "answer": english("Enter or its letter gives this answer."),
    "choice": english(
        "Left and right choose, Space shows all of them, a letter goes to the first that begins with it."
    ),
    "checks": english("Space or the key of a row marks it, and takes the mark off again. Several may be marked."),
    "pin": english("Six digits. The sixth hands them in; Back takes one away. They are not shown. Never paste them."),
    "touch": english("Enter, then touch the key when it blinks. It gives up by itself after a while."),
    "line": english("Type, then Enter. Esc leaves it."),
    "secret": english("What you type is not shown. Five words have a space between them. Then Enter."),
    "search": (
        english(
            "Finds as you type: a gun, a person, a day, any word. Enter goes to what was found, Esc back to the desk."
        )
    ),
}
"""What has the focus, by the name that a widget gives as HELP."""

ANSWERS: dict[AnswerKind, str] = {
    AnswerKind.SPOKEN: english("Say it aloud, wait for the answer, then press S. Nobody confirms what was not said."),
    AnswerKind.CHOICE: (
        english(
            "Press the letter of what you see. Where it says that you cannot tell, that is an answer and blames nobody."
        )
    ),
    AnswerKind.COUNT: english("Count what lies there and type the number, 0 for none, then Enter."),
    AnswerKind.NUMBER: english("Measure, type the number in the unit that stands there, then Enter."),
    AnswerKind.MATCH: (
        english(
            "Read it from the thing, not from a list. Of a serial only the characters that are named, counted "
            "from the left; the last one hands them in."
        )
    ),
    AnswerKind.TEXT: english("Type it in your own words, then Enter."),
    AnswerKind.PERSON: english("Press the key of the name."),
    AnswerKind.CONTAINER: english(
        "Type the tag of the box, a space and the number of its seal, both from the box; then Enter."
    ),
    AnswerKind.ROUNDS: (
        english(
            "One round, in the hand, by itself. A letter marks a sign or takes the mark off. As soon as the "
            "marks are enough to call it inert they are taken; a dent or a rattle alone never is. Fewer: "
            "Enter, and it stops."
        )
    ),
    AnswerKind.COUNTDOWN: english("Nobody can answer before the wait is over."),
    AnswerKind.RECONCILE: (
        english("Count what is there, whatever the list says, then Enter. Both count, neither sees the other's.")
    ),
    AnswerKind.ATTACHMENT: english(
        "P names a file, or drop it on the terminal. It is copied by its digest and never opened."
    ),
}
"""What is asked now in a run, by the kind of answer."""

ROW = english("A new row: type who or where it is, then Enter. Enter alone where nothing is typed ends the list.")

ALWAYS = english(
    "F12, or ! where nothing is typed, holds the set from every screen; once more makes it a stand-down. "
    "While that waits for its report the key shows the stop and adds nothing."
)
"""Stands under every help."""
