package sextant.people;

import java.time.ZoneId;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import sextant.platform.Forbidden;
import sextant.platform.OrganizationId;
import sextant.platform.language.Reader;
import sextant.platform.web.Viewer;

/**
 * Who acts: the signed-in person with what they may do where. Passed to every use case.
 *
 * @param reach for each permission held, the units where it holds
 * @param organizationZone the zone in which the organization's dates begin and end
 * @param unread how much of what they were told they have not read, as far as it is counted
 */
public record Actor(
        OrganizationId organization,
        PersonId person,
        String name,
        String organizationName,
        ZoneId organizationZone,
        Reader reader,
        Map<Permission, Set<UnitId>> reach,
        UUID credential,
        int unread)
        implements Viewer {
    @Override
    public UUID id() {
        return person.value();
    }

    public boolean may(Permission permission) {
        return reach.containsKey(permission);
    }

    public boolean may(Permission permission, UnitId unit) {
        return reach.getOrDefault(permission, Set.of()).contains(unit);
    }

    /** @throws Forbidden when this person does not hold the permission on that unit */
    public void require(Permission permission, UnitId unit) {
        if (!may(permission, unit)) throw new Forbidden(permission.code());
    }

    /** The same after a unit was added below that one: what holds there holds on the new one. */
    public Actor with(UnitId added, UnitId below) {
        Map<Permission, Set<UnitId>> further = new EnumMap<>(reach);
        further.replaceAll((permission, units) -> {
            if (!units.contains(below)) return units;
            Set<UnitId> more = new HashSet<>(units);
            more.add(added);
            return more;
        });
        return new Actor(
                organization, person, name, organizationName, organizationZone, reader, further, credential, unread);
    }

    @Override
    public boolean may(String permission) {
        return reach.keySet().stream().anyMatch(held -> held.code().equals(permission));
    }
}
