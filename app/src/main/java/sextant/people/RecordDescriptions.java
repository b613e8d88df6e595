package sextant.people;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import sextant.journal.RecordRef;
import sextant.people.DescribesRecords.Described;
import sextant.platform.OrganizationId;
import sextant.platform.language.Texts;

/** What all modules together know of the journal's records. */
@Component
public class RecordDescriptions {
    private final List<DescribesRecords> modules;
    private final Map<String, DescribesRecords> byKind = new HashMap<>();

    RecordDescriptions(List<DescribesRecords> modules) {
        this.modules = modules;
        for (DescribesRecords module : modules)
            for (String kind : module.kinds())
                if (byKind.put(kind, module) != null)
                    throw new IllegalStateException("two modules describe the kind " + kind);
    }

    public Set<String> kinds() {
        return Set.copyOf(byKind.keySet());
    }

    Optional<String> code(Texts texts, String kind, String field, String code) {
        return of(kind).code(texts, kind, field, code);
    }

    /** @see DescribesRecords#subjects */
    public Map<RecordRef, RecordRef> subjects(OrganizationId organization, Collection<RecordRef> records) {
        return each(records, (module, own) -> module.subjects(organization, own));
    }

    /** @see DescribesRecords#described */
    public Map<RecordRef, Described> described(Actor actor, Collection<RecordRef> subjects) {
        return each(subjects, (module, own) -> module.described(actor, own));
    }

    Map<UUID, String> names(OrganizationId organization, Set<UUID> ids) {
        Map<UUID, String> names = new HashMap<>();
        if (!ids.isEmpty()) modules.forEach(module -> names.putAll(module.names(organization, ids)));
        return names;
    }

    private <T> Map<RecordRef, T> each(
            Collection<RecordRef> records, BiFunction<DescribesRecords, List<RecordRef>, Map<RecordRef, T>> ask) {
        Map<DescribesRecords, List<RecordRef>> byModule = records.stream()
                .collect(Collectors.groupingBy(one -> of(one.kind()), LinkedHashMap::new, Collectors.toList()));
        Map<RecordRef, T> answers = new HashMap<>();
        byModule.forEach((module, own) -> answers.putAll(ask.apply(module, own)));
        return answers;
    }

    private DescribesRecords of(String kind) {
        return Objects.requireNonNull(byKind.get(kind), kind);
    }
}
