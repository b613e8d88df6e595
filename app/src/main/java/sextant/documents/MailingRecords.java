package sextant.documents;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import sextant.journal.RecordRef;
import sextant.people.Actor;
import sextant.people.DescribesRecords;
import sextant.people.Permission;
import sextant.platform.language.Texts;

/** The choice of whom checkpoints are mailed to, as the journal's readers know it. */
@Component
class MailingRecords implements DescribesRecords {
    @Override
    public Set<String> kinds() {
        return Set.of(CheckpointMailings.KIND);
    }

    @Override
    public Optional<String> code(Texts texts, String kind, String field, String code) {
        return (kind + "." + field).equals("checkpoint-mailing.every")
                ? Optional.of(texts.choice("frequency", code))
                : Optional.empty();
    }

    @Override
    public Map<RecordRef, Described> described(Actor actor, Collection<RecordRef> subjects) {
        RecordRef own =
                new RecordRef(CheckpointMailings.KIND, actor.organization().value());
        if (!actor.may(Permission.JOURNAL_READ) || !subjects.contains(own)) return Map.of();
        String name = actor.reader().texts().text("checkpoint-mailing.title");
        return Map.of(own, new Described(name, "/journal/mailing", "", Optional.empty()));
    }
}
