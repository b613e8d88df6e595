package sextant.people;

import java.util.Locale;

/** What a role can allow. The page with the matrix shows each with its sentence. */
public enum Permission {
    ORGANIZATION_MANAGE,
    UNITS_MANAGE,
    PERSONS_MANAGE,
    ROLES_GRANT,
    PEOPLE_READ,
    KPIS_READ,
    KPIS_DEFINE,
    MEASUREMENTS_RECORD,
    OBJECTIVES_READ,
    OBJECTIVES_WRITE,
    OBJECTIVES_APPROVE,
    OBJECTIVES_CLOSE,
    PLANS_WRITE,
    CONFORMANCE_READ,
    GAPS_ACCEPT,
    JOURNAL_READ,
    EVIDENCE_BUILD,
    DOCUMENTS_READ,
    DOCUMENTS_WRITE,
    DOCUMENTS_APPROVE;

    /** The name as people meet it: {@code objectives-approve}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
