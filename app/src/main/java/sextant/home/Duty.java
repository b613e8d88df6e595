package sextant.home;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Something that waits for one person.
 *
 * @param id the objective's; of a measurement the KPI's, of an edition the document's
 * @param detail the action of a plan, the status that needs an answer, or the edition's number; else empty
 * @param due the day by which it is expected; empty where none is set, or where a first value is missing
 */
public record Duty(Kind kind, UUID id, String reference, String title, String detail, Optional<LocalDate> due) {
    /** The kinds in the order in which they are told when nothing is dated. */
    public enum Kind {
        DECIDE("decide"),
        APPROVE_EDITION("approve-edition"),
        CONFIRM_WORDING("confirm-wording"),
        STEER("steer"),
        CLOSE("close"),
        ACT("act"),
        MEASURE("measure"),
        COMPLETE("complete");

        static final Map<String, Kind> BY_CODE =
                Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Kind::code, Function.identity()));

        private final String code;

        Kind(String code) {
            this.code = code;
        }

        public String code() {
            return code;
        }
    }

    public boolean isLate(LocalDate today) {
        return due.filter(today::isAfter).isPresent();
    }

    /** The page on which it is done. */
    public String link() {
        return switch (kind) {
            case DECIDE -> "/objectives/" + id + "/approval";
            case APPROVE_EDITION -> "/documents/" + id + "/editions/" + detail;
            case CONFIRM_WORDING, STEER -> "/objectives/" + id;
            case CLOSE -> "/objectives/" + id + "/end";
            case ACT -> "/objectives/" + id + "#plan";
            case MEASURE -> "/kpis/" + id + "/measurements/new";
            case COMPLETE -> "/objectives/" + id + "?version=draft";
        };
    }
}
