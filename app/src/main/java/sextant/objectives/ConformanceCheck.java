package sextant.objectives;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import sextant.platform.OrganizationId;

/**
 * One requirement's check over a list of objectives at once. Each module from this floor up contributes its own; the board
 * gathers them. A requirement that no module checks is a gap that says so: no letter is green for want of a check.
 */
public interface ConformanceCheck {
    Requirement requirement();

    /** The verdict for each objective of the scope. Takes a fixed number of statements however many objectives there are. */
    Map<ObjectiveId, Finding> check(Scope scope);

    /** The first moment at which time alone may change an answer within its day; every answer may be another the next day. */
    default Instant until(Scope scope) {
        return Instant.MAX;
    }

    /**
     * What is checked.
     *
     * @param zone where the organization's days begin and end
     */
    record Scope(OrganizationId organization, ZoneId zone, Instant now, List<Objective> objectives) {
        public LocalDate today() {
            return now.atZone(zone).toLocalDate();
        }
    }

    /** Codes are message keys below {@code conformance.finding.}; arguments are texts, numbers, dates (LocalDate, Instant). */
    sealed interface Finding {
        /** @param link where the evidence is */
        record Conforms(String code, List<Object> arguments, String link) implements Finding {}

        /** @param remedy the address of the very field that mends it */
        record Gap(String code, List<Object> arguments, String remedy) implements Finding {}

        record NotYetDue(String code, List<Object> arguments, LocalDate due) implements Finding {}
    }
}
