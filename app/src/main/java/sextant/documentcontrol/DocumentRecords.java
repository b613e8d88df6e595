package sextant.documentcontrol;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import sextant.journal.RecordRef;
import sextant.people.Actor;
import sextant.people.DescribesRecords;
import sextant.people.Permission;
import sextant.platform.OrganizationId;
import sextant.platform.language.Texts;

/** Documents, and their editions, as the journal's readers know them. */
@Component
class DocumentRecords implements DescribesRecords {
    private final Documents documents;
    private final Editions editions;

    DocumentRecords(Documents documents, Editions editions) {
        this.documents = documents;
        this.editions = editions;
    }

    @Override
    public Set<String> kinds() {
        return Set.of(Documents.KIND, Editions.KIND);
    }

    @Override
    public Optional<String> code(Texts texts, String kind, String field, String code) {
        return switch (kind + "." + field) {
            case "document.kind" -> Optional.of(texts.choice("document.kind", code));
            case "document.classification" -> Optional.of(texts.choice("document.classification", code));
            case "document.every" -> Optional.of(texts.choice("frequency", code));
            case "document.sections.part" -> Optional.of(texts.choice("document.part", code));
            case "document-edition.state" -> Optional.of(texts.choice("history.edition", code));
            default -> Optional.empty();
        };
    }

    @Override
    public Map<RecordRef, RecordRef> subjects(OrganizationId organization, Collection<RecordRef> records) {
        Map<RecordRef, RecordRef> subjects = new HashMap<>();
        for (RecordRef one : records) if (one.kind().equals(Documents.KIND)) subjects.put(one, one);
        List<UUID> issued = records.stream()
                .filter(one -> one.kind().equals(Editions.KIND))
                .map(RecordRef::id)
                .toList();
        if (!issued.isEmpty())
            editions.documents(organization, issued)
                    .forEach((edition, document) -> subjects.put(
                            new RecordRef(Editions.KIND, edition), new RecordRef(Documents.KIND, document)));
        return subjects;
    }

    @Override
    public Map<RecordRef, Described> described(Actor actor, Collection<RecordRef> subjects) {
        List<UUID> ids = subjects.stream()
                .filter(one -> one.kind().equals(Documents.KIND))
                .map(RecordRef::id)
                .toList();
        if (ids.isEmpty()) return Map.of();
        return documents.among(actor.organization(), ids).stream()
                .filter(one -> one.isOpenTo(actor)
                        && actor.may(Permission.JOURNAL_READ, one.definition().unit()))
                .collect(Collectors.toMap(
                        Document::record,
                        one -> new Described(
                                one.definition().reference() + " "
                                        + one.definition().title(),
                                "/documents/" + one.id(),
                                "/documents/" + one.id(),
                                Optional.of(one.definition().unit()))));
    }

    @Override
    public Map<UUID, String> names(OrganizationId organization, Set<UUID> ids) {
        if (ids.isEmpty()) return Map.of();
        return documents.among(organization, ids).stream()
                .collect(Collectors.toMap(
                        one -> one.id().value(), one -> one.definition().reference()));
    }
}
