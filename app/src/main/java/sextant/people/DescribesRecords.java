package sextant.people;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import sextant.journal.RecordRef;
import sextant.platform.OrganizationId;
import sextant.platform.language.Texts;
import sextant.platform.web.Asked;

/**
 * What a module knows of the records it writes and the journal does not: which record people know them by, what that one is
 * called and who may read its history, and what its codes and ids mean. In a transaction that reads as of a moment, all of
 * it is as of then.
 */
public interface DescribesRecords {
    /**
     * How people know a record.
     *
     * @param href its page's address
     * @param past the address that shows it as of a moment; empty for what has none, whose page shows the present alone
     * @param unit the one it belongs to; empty for what belongs to the whole organization
     */
    record Described(String name, String href, String past, Optional<UnitId> unit) {
        /** Where it is seen as it was. */
        public String asOf(String moment) {
            return past.isEmpty() ? href : Asked.asOf(past, moment);
        }
    }

    /** The kinds of the records it writes. */
    Set<String> kinds();

    /** A code in words, such as a stage or a frequency; empty when the field holds no code. */
    default Optional<String> code(Texts texts, String kind, String field, String code) {
        return Optional.empty();
    }

    /** The record that people know each of these by, such as the objective that a plan is for. */
    default Map<RecordRef, RecordRef> subjects(OrganizationId organization, Collection<RecordRef> records) {
        return records.stream().distinct().collect(Collectors.toMap(Function.identity(), Function.identity()));
    }

    /** Those among these whose history this person may read. */
    default Map<RecordRef, Described> described(Actor actor, Collection<RecordRef> subjects) {
        return Map.of();
    }

    /** What those among these ids are called that stand for records of this module. */
    default Map<UUID, String> names(OrganizationId organization, Set<UUID> ids) {
        return Map.of();
    }
}
