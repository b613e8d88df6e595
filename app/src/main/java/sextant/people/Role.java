package sextant.people;

import static sextant.people.Permission.CONFORMANCE_READ;
import static sextant.people.Permission.DOCUMENTS_APPROVE;
import static sextant.people.Permission.DOCUMENTS_READ;
import static sextant.people.Permission.DOCUMENTS_WRITE;
import static sextant.people.Permission.EVIDENCE_BUILD;
import static sextant.people.Permission.GAPS_ACCEPT;
import static sextant.people.Permission.JOURNAL_READ;
import static sextant.people.Permission.KPIS_DEFINE;
import static sextant.people.Permission.KPIS_READ;
import static sextant.people.Permission.MEASUREMENTS_RECORD;
import static sextant.people.Permission.OBJECTIVES_APPROVE;
import static sextant.people.Permission.OBJECTIVES_CLOSE;
import static sextant.people.Permission.OBJECTIVES_READ;
import static sextant.people.Permission.OBJECTIVES_WRITE;
import static sextant.people.Permission.ORGANIZATION_MANAGE;
import static sextant.people.Permission.PEOPLE_READ;
import static sextant.people.Permission.PERSONS_MANAGE;
import static sextant.people.Permission.PLANS_WRITE;
import static sextant.people.Permission.ROLES_GRANT;
import static sextant.people.Permission.UNITS_MANAGE;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What somebody may do where: granted on a unit, holding there and below. This is the permission matrix. */
public enum Role {
    ADMINISTRATOR(
            EnumSet.of(ORGANIZATION_MANAGE, UNITS_MANAGE, PERSONS_MANAGE, ROLES_GRANT, PEOPLE_READ, JOURNAL_READ)),
    SECURITY_OFFICER(EnumSet.of(
            UNITS_MANAGE,
            PEOPLE_READ,
            KPIS_READ,
            KPIS_DEFINE,
            MEASUREMENTS_RECORD,
            OBJECTIVES_READ,
            OBJECTIVES_WRITE,
            OBJECTIVES_CLOSE,
            PLANS_WRITE,
            CONFORMANCE_READ,
            JOURNAL_READ,
            EVIDENCE_BUILD,
            DOCUMENTS_READ,
            DOCUMENTS_WRITE)),
    RISK_MANAGER(EnumSet.of(
            PEOPLE_READ,
            KPIS_READ,
            KPIS_DEFINE,
            OBJECTIVES_READ,
            OBJECTIVES_WRITE,
            CONFORMANCE_READ,
            JOURNAL_READ,
            DOCUMENTS_READ)),
    UNIT_HEAD(EnumSet.of(
            PEOPLE_READ,
            KPIS_READ,
            KPIS_DEFINE,
            MEASUREMENTS_RECORD,
            OBJECTIVES_READ,
            OBJECTIVES_WRITE,
            PLANS_WRITE,
            CONFORMANCE_READ,
            JOURNAL_READ,
            DOCUMENTS_READ)),
    OBJECTIVE_OWNER(EnumSet.of(
            PEOPLE_READ,
            KPIS_READ,
            MEASUREMENTS_RECORD,
            OBJECTIVES_READ,
            OBJECTIVES_WRITE,
            PLANS_WRITE,
            CONFORMANCE_READ,
            JOURNAL_READ)),
    TOP_MANAGEMENT(EnumSet.of(
            PEOPLE_READ,
            KPIS_READ,
            OBJECTIVES_READ,
            OBJECTIVES_APPROVE,
            OBJECTIVES_CLOSE,
            CONFORMANCE_READ,
            GAPS_ACCEPT,
            JOURNAL_READ,
            EVIDENCE_BUILD,
            DOCUMENTS_READ,
            DOCUMENTS_APPROVE)),
    EMPLOYEE(EnumSet.of(OBJECTIVES_READ)),
    AUDITOR(EnumSet.of(
            PEOPLE_READ, KPIS_READ, OBJECTIVES_READ, CONFORMANCE_READ, JOURNAL_READ, EVIDENCE_BUILD, DOCUMENTS_READ));

    public static final Map<String, Role> BY_CODE =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Role::code, Function.identity()));

    private final Set<Permission> permissions;

    Role(EnumSet<Permission> permissions) {
        this.permissions = java.util.Collections.unmodifiableSet(permissions);
    }

    public Set<Permission> permissions() {
        return permissions;
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
