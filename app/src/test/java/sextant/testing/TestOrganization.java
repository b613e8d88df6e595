package sextant.testing;

import sextant.people.UnitId;
import sextant.platform.OrganizationId;

/**
 * An organization as the setup link makes it.
 *
 * @param administrator who followed the link: administrator and information security officer on the root unit
 */
public record TestOrganization(OrganizationId id, String name, UnitId root, TestPerson administrator) {}
