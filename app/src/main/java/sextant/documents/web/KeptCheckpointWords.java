package sextant.documents.web;

import java.util.List;
import sextant.documents.web.JournalViews.ConsistencyAnswer;
import sextant.journal.KeptCheckpoints.Answer;
import sextant.ledger.Hash;
import sextant.people.Actor;
import sextant.platform.language.Formats;
import sextant.platform.language.Texts;

/** What became of holding the log against a checkpoint, for people and for programs. */
final class KeptCheckpointWords {
    private KeptCheckpointWords() {}

    static JournalViews.Answer page(Actor actor, Answer answer) {
        Texts texts = actor.reader().texts();
        boolean holds = answer instanceof Answer.Consistent;
        return new JournalViews.Answer(
                holds ? "conforms" : "gap",
                texts.text(holds ? "journal.kept.holds" : "journal.kept.fails"),
                detail(actor, answer));
    }

    static ConsistencyAnswer resource(Actor actor, Answer answer) {
        String detail = detail(actor, answer);
        return switch (answer) {
            case Answer.Consistent(var proof) ->
                new ConsistencyAnswer(
                        true,
                        code(answer),
                        detail,
                        proof.from(),
                        proof.to(),
                        proof.hashes().stream().map(Hash::hex).toList());
            case Answer.LongerThanTheLog(long size, long now) ->
                new ConsistencyAnswer(false, code(answer), detail, size, now, List.of());
            case Answer.Rewritten(long size, long now) ->
                new ConsistencyAnswer(false, code(answer), detail, size, now, List.of());
            case Answer.BeyondABackup(long size, var restore) ->
                new ConsistencyAnswer(false, code(answer), detail, size, restore.size(), List.of());
            case Answer.NotACheckpoint no -> new ConsistencyAnswer(false, code(answer), detail, 0, 0, List.of());
            case Answer.OfAnotherLog no -> new ConsistencyAnswer(false, code(answer), detail, 0, 0, List.of());
            case Answer.NotSigned no -> new ConsistencyAnswer(false, code(answer), detail, 0, 0, List.of());
        };
    }

    private static String detail(Actor actor, Answer answer) {
        Texts texts = actor.reader().texts();
        Formats formats = actor.reader().formats();
        return switch (answer) {
            case Answer.Consistent(var proof) ->
                texts.text("journal.kept.consistent", formats.number(proof.from()), formats.number(proof.to()));
            case Answer.NotACheckpoint no -> texts.text("journal.kept.not-a-checkpoint");
            case Answer.OfAnotherLog(String origin) -> texts.text("journal.kept.another-log", origin);
            case Answer.NotSigned no -> texts.text("journal.kept.not-signed");
            case Answer.LongerThanTheLog(long size, long now) ->
                texts.text("journal.kept.longer", formats.number(size), formats.number(now));
            case Answer.BeyondABackup(long size, var restore) ->
                texts.text(
                        "journal.kept.beyond-a-backup",
                        formats.number(size),
                        formats.time(restore.restored()),
                        formats.time(restore.taken()),
                        formats.number(restore.size()));
            case Answer.Rewritten(long size, long now) -> texts.text("journal.kept.rewritten", formats.number(size));
        };
    }

    private static String code(Answer answer) {
        return switch (answer) {
            case Answer.Consistent yes -> "consistent";
            case Answer.NotACheckpoint no -> "not-a-checkpoint";
            case Answer.OfAnotherLog no -> "another-log";
            case Answer.NotSigned no -> "not-signed";
            case Answer.LongerThanTheLog no -> "longer";
            case Answer.BeyondABackup no -> "beyond-a-backup";
            case Answer.Rewritten no -> "rewritten";
        };
    }
}
