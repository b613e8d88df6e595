package sextant.documents.web;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import sextant.documents.ChangesReport;
import sextant.platform.web.Asked;
import sextant.platform.web.Errors;
import sextant.platform.web.Option;

/** What changed between two dates, as its page shows it and its API answers it. */
public interface ChangeViews {
    record GroupChip(String href, String word, int count, boolean current) {}

    /**
     * @param report null while what was asked cannot be answered; {@code errors} then say why
     * @param back the record that it is about, if it is about one
     * @param next the address of the next page; empty on the last
     */
    record ChangesPage(
            Asked asked,
            String from,
            String to,
            List<Option> units,
            Errors errors,
            @Nullable ChangesReport report,
            List<GroupChip> chips,
            String back,
            String next,
            String pdf) {}

    /** @param item the id of the list item, such as a target, that the field belongs to; or empty */
    record FieldResource(
            String record,
            String field,
            String item,
            @Nullable Object before,
            @Nullable Object after) {}

    /** @param author null when the system itself wrote */
    record RevisionResource(
            String kind,
            UUID id,
            int number,
            String at,
            @Nullable UUID author) {}

    /**
     * A record that changed.
     *
     * @param added whether it was not there at the first moment; its fields are then not told one by one
     * @param statusBefore of an objective, at the first moment; null for none
     * @param measurements how many were recorded of a KPI
     * @param revisions newest first
     */
    record ChangeResource(
            String kind,
            UUID id,
            String name,
            boolean added,
            @Nullable String statusBefore,
            @Nullable String statusAfter,
            int measurements,
            List<FieldResource> fields,
            List<RevisionResource> revisions) {}
}
