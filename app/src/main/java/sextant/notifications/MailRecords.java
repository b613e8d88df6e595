package sextant.notifications;

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

/** The organization's mail server, as the journal's readers know it. */
@Component
class MailRecords implements DescribesRecords {
    @Override
    public Set<String> kinds() {
        return Set.of(MailServers.KIND);
    }

    @Override
    public Optional<String> code(Texts texts, String kind, String field, String code) {
        return (kind + "." + field).equals("mail-server.protection")
                ? Optional.of(texts.choice("mail.protection", code))
                : Optional.empty();
    }

    @Override
    public Map<RecordRef, Described> described(Actor actor, Collection<RecordRef> subjects) {
        RecordRef own = new RecordRef(MailServers.KIND, actor.organization().value());
        if (!actor.may(Permission.JOURNAL_READ) || !subjects.contains(own)) return Map.of();
        return Map.of(
                own, new Described(actor.reader().texts().text("mail.server"), "/settings/mail", "", Optional.empty()));
    }
}
