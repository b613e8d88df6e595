package sextant.people.web;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import sextant.people.ApiTokens;
import sextant.people.Organizations;
import sextant.people.Permission;
import sextant.people.Person;
import sextant.people.PersonId;
import sextant.people.Role;
import sextant.people.Sessions;
import sextant.people.Team;
import sextant.people.Unit;
import sextant.people.UnitId;

/** What the API of this module takes and gives. A request's fields are named as the form's, and so are their problems. */
public interface PeopleResources {
    record OrganizationRequest(
            @Nullable String name,
            @Nullable String timeZone,
            @Nullable String language,
            @Nullable Boolean ownerApproval,
            @Nullable String reason) {}

    record OrganizationResource(String name, String timeZone, String language, boolean ownerApproval, int version) {
        static OrganizationResource of(Organizations.Organization it) {
            return new OrganizationResource(
                    it.name(), it.timeZone().getId(), it.language(), it.ownerApproval(), it.version());
        }
    }

    record UnitRequest(
            @Nullable String name,
            @Nullable String kind,
            @Nullable Boolean relevant,
            @Nullable String parent,
            @Nullable String reason) {}

    /** @param parent null for the organization itself, the root */
    record UnitResource(UUID id, @Nullable UUID parent, String name, String kind, boolean relevant, int version) {
        static UnitResource of(Unit it) {
            return new UnitResource(
                    it.id().value(),
                    it.parent().map(UnitId::value).orElse(null),
                    it.name(),
                    it.kind().code(),
                    it.relevant(),
                    it.version());
        }
    }

    record GrantRequest(@Nullable String role, @Nullable String unit) {}

    record PersonRequest(
            @Nullable String name,
            @Nullable String email,
            @Nullable String kind,
            @Nullable String language,
            @Nullable String timeZone,
            @Nullable Boolean active,
            @Nullable List<GrantRequest> grants,
            @Nullable String reason) {}

    record GrantResource(String role, UUID unit) {}

    /** @param invitation the path at which the new person sets a password; in the answer to the POST only */
    record PersonResource(
            UUID id,
            String name,
            String email,
            String kind,
            String language,
            String timeZone,
            boolean active,
            boolean hasPassword,
            List<GrantResource> grants,
            int version,
            @Nullable String invitation) {
        static PersonResource of(Person it) {
            return of(it, null);
        }

        static PersonResource of(Person it, @Nullable String invitation) {
            return new PersonResource(
                    it.id().value(),
                    it.name(),
                    it.email(),
                    it.kind().code(),
                    it.language(),
                    it.timeZone(),
                    it.active(),
                    it.hasPassword(),
                    it.grants().stream()
                            .map(grant -> new GrantResource(
                                    grant.role().code(), grant.unit().value()))
                            .toList(),
                    it.version(),
                    invitation);
        }
    }

    record InvitationResource(String invitation) {}

    record TeamRequest(
            @Nullable String name,
            @Nullable String purpose,
            @Nullable List<String> members,
            @Nullable String reason) {}

    record TeamResource(UUID id, String name, String purpose, List<UUID> members, int version) {
        static TeamResource of(Team it) {
            return new TeamResource(
                    it.id().value(),
                    it.name(),
                    it.purpose(),
                    it.members().stream().map(PersonId::value).sorted().toList(),
                    it.version());
        }
    }

    /** The permission matrix: each permission in words, and what each role holds. */
    record MatrixResource(List<PermissionResource> permissions, List<RoleResource> roles) {}

    record PermissionResource(String permission, String text) {}

    record RoleResource(String role, String text, List<String> permissions) {
        static RoleResource of(Role role, String text) {
            return new RoleResource(
                    role.code(),
                    text,
                    role.permissions().stream().map(Permission::code).toList());
        }
    }

    record ProfileRequest(
            @Nullable String language, @Nullable String timeZone) {}

    record ProfileResource(UUID person, String name, String email, String language, String timeZone, int version) {
        static ProfileResource of(Person it) {
            return new ProfileResource(
                    it.id().value(), it.name(), it.email(), it.language(), it.timeZone(), it.version());
        }
    }

    record PasswordRequest(
            @Nullable String present, @Nullable String password) {}

    /** @param days for how long it is valid, 1 to 366 */
    record TokenRequest(
            @Nullable String name,
            @Nullable String role,
            @Nullable Integer days) {}

    /** @param token the token itself; in the answer to the POST only */
    record TokenResource(
            UUID id,
            String name,
            @Nullable String role,
            Instant createdAt,
            Instant expiresAt,
            @Nullable Instant lastUsedAt,
            boolean revoked,
            @Nullable String token) {
        static TokenResource of(ApiTokens.Token it, Optional<String> token) {
            return new TokenResource(
                    it.id(),
                    it.name(),
                    it.role().map(Role::code).orElse(null),
                    it.createdAt(),
                    it.expiresAt(),
                    it.lastUsedAt().orElse(null),
                    it.revoked(),
                    token.orElse(null));
        }
    }

    record SessionResource(UUID id, Instant createdAt, Instant lastSeenAt, String address, String agent) {
        static SessionResource of(Sessions.Session it) {
            return new SessionResource(it.id(), it.createdAt(), it.lastSeenAt(), it.address(), it.agent());
        }
    }
}
