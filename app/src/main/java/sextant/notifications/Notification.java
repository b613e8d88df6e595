package sextant.notifications;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import sextant.people.PersonId;
import sextant.platform.language.Reader;

/** What one person was told. */
public record Notification(
        UUID id,
        PersonId person,
        Matter matter,
        String wording,
        String path,
        List<Fact> facts,
        String note,
        Instant at,
        Optional<Instant> readAt) {
    /** The sentence, in the reader's language and formats. */
    public String told(Reader reader) {
        return reader.texts()
                .choice(
                        "notification",
                        wording,
                        facts.stream().map(fact -> fact.told(reader)).toArray());
    }
}
