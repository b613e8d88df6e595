package sextant.platform;

import java.util.UUID;

/** The tenant: the first part of every key. */
public record OrganizationId(UUID value) {
    @Override
    public String toString() {
        return value.toString();
    }
}
