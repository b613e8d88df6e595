package sextant.documents.web;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import sextant.platform.web.Asked;
import sextant.platform.web.Errors;
import sextant.platform.web.Option;

/** The journal, as its page shows it and its API answers it. */
public interface JournalViews {
    /**
     * One revision.
     *
     * @param leaf its number in the log; a dash while it has none
     * @param subject what people know the record by, {@code href} its page as it was then
     * @param what the record itself, and what became of it
     */
    record EntryLine(
            String leaf,
            String when,
            String who,
            String subject,
            String href,
            String kind,
            String what,
            List<String> fields,
            String reason) {}

    /** The newest checkpoint; what it says, and the note itself. */
    record CheckpointView(String size, String root, String fingerprint, String note) {}

    /** @param state as the conformance verdicts have it */
    record Answer(String state, String title, String text) {}

    /**
     * @param checkpoint null before anything was recorded
     * @param answer null until a checkpoint was brought
     */
    record JournalPage(
            Asked asked,
            String from,
            String to,
            List<Option> kinds,
            List<Option> persons,
            Errors errors,
            List<EntryLine> lines,
            String next,
            @Nullable CheckpointView checkpoint,
            List<String> restores,
            String kept,
            @Nullable Answer answer) {}

    /** @param author null when the system itself wrote; {@code leaf} null while it waits for its number */
    record JournalRevision(
            String kind,
            UUID record,
            int revision,
            String at,
            @Nullable UUID author,
            @Nullable Long leaf,
            String subjectKind,
            UUID subject,
            String name) {}

    /**
     * Whether the log still holds all that it held.
     *
     * @param answer consistent, not-a-checkpoint, another-log, not-signed, longer or rewritten
     * @param hashes the proof; empty unless it is consistent
     */
    record ConsistencyAnswer(boolean holds, String answer, String detail, long from, long to, List<String> hashes) {}

    record KeptCheckpoint(@Nullable String checkpoint) {}
}
