package sextant.people;

import sextant.platform.OrganizationId;

/** In the transaction that erases a person: what else is known of them goes too. */
public record PersonErased(OrganizationId organization, PersonId person) {}
