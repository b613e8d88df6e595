package sextant.measurement;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import sextant.people.PersonId;
import sextant.people.UnitId;

/**
 * What ISO/IEC 27004 calls a measure (its clause 7 and annex A give the fields).
 *
 * @param version the revision this state is
 */
public record Kpi(KpiId id, Definition definition, boolean retired, int version) {
    /**
     * @param cadence how often it is collected, and the days of grace before a missing value counts
     * @param measuredBy who measures; analysedBy who analyses; receivedBy who receives
     */
    public record Definition(
            String reference,
            String name,
            UnitId unit,
            String informationNeed,
            String formula,
            ValueKind valueKind,
            String unitOfMeasure,
            Direction direction,
            String source,
            String implementationEvidence,
            Cadence cadence,
            Frequency analysedEvery,
            Frequency reportedEvery,
            Optional<PersonId> measuredBy,
            Optional<PersonId> analysedBy,
            List<PersonId> receivedBy,
            Optional<LocalDate> nextReview) {}
}
