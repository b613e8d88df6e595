package sextant.documents;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import sextant.journal.RecordRef;
import sextant.journal.Revision;
import sextant.journal.Revisions;
import sextant.objectives.ObjectiveId;
import sextant.objectives.Objectives;
import sextant.objectives.PastObjectives;
import sextant.people.Actor;
import sextant.plans.Plans;
import sextant.platform.OrganizationId;
import sextant.platform.database.Transactions;

/** What some changed records said before and after, and who wrote in between; in two statements for all of them. */
@Component
public class ChangedContent {
    /** What one of its records said at both moments; one that was not there said nothing. */
    public record Part(String kind, Map<String, @Nullable Object> before, Map<String, @Nullable Object> after) {}

    /**
     * @param added whether it was not there before
     * @param parts those that may differ; of what was added none, since all of it is new
     * @param before the revisions up to the first moment, {@code between} those after it, both newest first
     */
    public record Content(boolean added, List<Part> parts, List<Revision> before, List<Revision> between) {}

    /** What an objective is made of; its decisions are told as what happened, not as a state that differs. */
    private static final List<String> STATES = List.of(Objectives.KIND, Objectives.VERSION_KIND, Plans.KIND);

    private final Transactions transactions;
    private final Revisions revisions;
    private final Objectives objectives;

    ChangedContent(Transactions transactions, Revisions revisions, Objectives objectives) {
        this.transactions = transactions;
        this.revisions = revisions;
        this.objectives = objectives;
    }

    /** By the record that changed. */
    public Map<RecordRef, Content> of(
            Actor actor, Instant from, Changes.Found found, Collection<Changes.Changed> changed) {
        return transactions.read(
                actor.organization(), found.past(), () -> read(actor.organization(), from, found.until(), changed));
    }

    private Map<RecordRef, Content> read(
            OrganizationId organization, Instant from, Instant until, Collection<Changes.Changed> changed) {
        Map<ObjectiveId, List<RecordRef>> versions = objectives.versionRecords(
                organization,
                changed.stream()
                        .filter(one -> one.group() == Changes.Group.OBJECTIVES)
                        .map(one -> new ObjectiveId(one.record().id()))
                        .toList());
        Map<RecordRef, Set<RecordRef>> records = new LinkedHashMap<>();
        for (Changes.Changed one : changed) {
            Set<RecordRef> own = new LinkedHashSet<>(one.behind());
            own.add(one.record());
            if (one.group() == Changes.Group.OBJECTIVES) {
                own.addAll(versions.getOrDefault(new ObjectiveId(one.record().id()), List.of()));
                own.add(new RecordRef(Plans.KIND, one.record().id()));
            }
            records.put(one.record(), own);
        }
        Map<RecordRef, List<Revision>> told =
                revisions
                        .of(
                                organization,
                                records.values().stream().flatMap(Set::stream).toList())
                        .stream()
                        .filter(one -> !one.at().isAfter(until))
                        .collect(Collectors.groupingBy(Revision::record));
        Map<RecordRef, Content> contents = new LinkedHashMap<>();
        records.forEach((record, own) -> contents.put(record, content(record, own, told, from)));
        return contents;
    }

    private static Content content(
            RecordRef record, Set<RecordRef> own, Map<RecordRef, List<Revision>> told, Instant from) {
        List<Revision> all = own.stream()
                .flatMap(one -> told.getOrDefault(one, List.of()).stream())
                .sorted(java.util.Comparator.comparing(Revision::at)
                        .thenComparing(Revision::number)
                        .reversed())
                .toList();
        List<Revision> before =
                all.stream().filter(one -> !one.at().isAfter(from)).toList();
        boolean added = before.stream().noneMatch(one -> one.record().equals(record));
        List<Part> parts = new ArrayList<>();
        if (!added)
            for (String kind : record.kind().equals(Objectives.KIND) ? STATES : List.of(record.kind()))
                parts.add(part(kind, counted(kind, before), counted(kind, all)));
        return new Content(
                added,
                parts,
                before,
                all.stream().filter(one -> one.at().isAfter(from)).toList());
    }

    private static Part part(String kind, Map<String, @Nullable Object> before, Map<String, @Nullable Object> after) {
        return new Part(
                kind, kind.equals(Objectives.VERSION_KIND) ? PastObjectives.matched(before, after) : before, after);
    }

    /** What counted of that kind, as the newest of these revisions say. */
    private static Map<String, @Nullable Object> counted(String kind, List<Revision> newestFirst) {
        List<Revision> ofKind = newestFirst.stream()
                .filter(one -> one.record().kind().equals(kind))
                .toList();
        Optional<Revision> counted = kind.equals(Objectives.VERSION_KIND)
                ? PastObjectives.counted(
                        newestFirst.stream()
                                .filter(one -> one.record().kind().equals(Objectives.KIND))
                                .toList(),
                        ofKind)
                : ofKind.stream().findFirst();
        return counted.map(Revision::content).orElse(Map.of());
    }
}
