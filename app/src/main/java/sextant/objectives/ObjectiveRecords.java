package sextant.objectives;

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

/** Objectives with their versions and changes of wording, as the journal's readers know them. */
@Component
class ObjectiveRecords implements DescribesRecords {
    private final Objectives objectives;
    private final EditWording wording;

    ObjectiveRecords(Objectives objectives, EditWording wording) {
        this.objectives = objectives;
        this.wording = wording;
    }

    @Override
    public Set<String> kinds() {
        return Set.of(Objectives.KIND, Objectives.VERSION_KIND, EditWording.KIND);
    }

    @Override
    public Optional<String> code(Texts texts, String kind, String field, String code) {
        return switch (kind + "." + field) {
            case "objective.stage" -> Optional.of(texts.choice("objective.state", code));
            case "objective-version.targets.kind" -> Optional.of(texts.choice("target.kind", code));
            case "editorial-change.field" -> Optional.of(texts.choice("objective.field", code));
            case "editorial-change.state" -> Optional.of(texts.choice("history.wording", code));
            default -> Optional.empty();
        };
    }

    @Override
    public Map<RecordRef, RecordRef> subjects(OrganizationId organization, Collection<RecordRef> records) {
        Map<RecordRef, RecordRef> subjects = new HashMap<>();
        List<UUID> versions = ids(records, Objectives.VERSION_KIND);
        if (!versions.isEmpty())
            objectives
                    .ofVersions(organization, versions)
                    .forEach((version, objective) -> subjects.put(
                            new RecordRef(Objectives.VERSION_KIND, version),
                            new RecordRef(Objectives.KIND, objective.value())));
        List<UUID> changes = ids(records, EditWording.KIND);
        if (!changes.isEmpty())
            wording.objectives(organization, changes)
                    .forEach((change, objective) -> subjects.put(
                            new RecordRef(EditWording.KIND, change),
                            new RecordRef(Objectives.KIND, objective.value())));
        for (RecordRef one : records) if (one.kind().equals(Objectives.KIND)) subjects.put(one, one);
        return subjects;
    }

    @Override
    public Map<RecordRef, Described> described(Actor actor, Collection<RecordRef> subjects) {
        return objectives.among(actor.organization(), objectives(ids(subjects, Objectives.KIND))).stream()
                .filter(one ->
                        actor.may(Permission.JOURNAL_READ, one.shown().content().unit()))
                .collect(Collectors.toMap(
                        Objective::record,
                        one -> new Described(
                                called(one),
                                "/objectives/" + one.id(),
                                "/objectives/" + one.id(),
                                Optional.of(one.shown().content().unit()))));
    }

    @Override
    public Map<UUID, String> names(OrganizationId organization, Set<UUID> ids) {
        return objectives.among(organization, objectives(ids)).stream()
                .collect(Collectors.toMap(one -> one.id().value(), ObjectiveRecords::called));
    }

    private static String called(Objective objective) {
        return objective.reference() + " " + objective.shown().content().title();
    }

    private static List<ObjectiveId> objectives(Collection<UUID> ids) {
        return ids.stream().map(ObjectiveId::new).toList();
    }

    private static List<UUID> ids(Collection<RecordRef> records, String kind) {
        return records.stream()
                .filter(one -> one.kind().equals(kind))
                .map(RecordRef::id)
                .toList();
    }
}
