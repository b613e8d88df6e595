package sextant.people.web;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import sextant.journal.Revision;
import sextant.people.Actor;
import sextant.people.OpenTo;
import sextant.people.PersonData;
import sextant.people.PersonId;
import sextant.people.web.PeopleResources.PersonResource;
import sextant.platform.web.Answers;

/** All that concerns a person, as a file from the pages and for programs. */
@RestController
class PersonDataApi {
    private static final String OWN = "one's own data; that of others asks for the permission to manage persons";

    private final PersonData data;

    PersonDataApi(PersonData data) {
        this.data = data;
    }

    /** @param content as the journal has it; what was erased is "erased" */
    record VersionOfPerson(int number, Instant at, @Nullable UUID author, String reason, Map<String, ?> content) {}

    record TeamOfPerson(UUID id, String name) {}

    record SessionOfPerson(Instant createdAt, Instant lastSeenAt, String address, String browser) {}

    record TokenOfPerson(
            String name,
            Instant createdAt,
            Instant expiresAt,
            @Nullable Instant lastUsedAt,
            boolean revoked) {}

    /** @param name what it is called; null when the asker may not know */
    record NamingRecord(String kind, UUID id, @Nullable String name) {}

    record AuthoredRevision(String kind, UUID id, int number, Instant at) {}

    record PersonDataResource(
            PersonResource person,
            List<VersionOfPerson> versions,
            List<TeamOfPerson> teams,
            List<SessionOfPerson> sessions,
            List<TokenOfPerson> tokens,
            List<NamingRecord> namedIn,
            List<AuthoredRevision> recorded) {
        static PersonDataResource of(PersonData.Collected it) {
            return new PersonDataResource(
                    PersonResource.of(it.person()),
                    it.revisions().stream().map(PersonDataResource::version).toList(),
                    it.teams().stream()
                            .map(team -> new TeamOfPerson(team.id().value(), team.name()))
                            .toList(),
                    it.sessions().stream()
                            .map(one ->
                                    new SessionOfPerson(one.createdAt(), one.lastSeenAt(), one.address(), one.agent()))
                            .toList(),
                    it.tokens().stream()
                            .map(one -> new TokenOfPerson(
                                    one.name(),
                                    one.createdAt(),
                                    one.expiresAt(),
                                    one.lastUsedAt().orElse(null),
                                    one.revoked()))
                            .toList(),
                    it.naming().entrySet().stream()
                            .map(one -> new NamingRecord(
                                    one.getKey().kind(),
                                    one.getKey().id(),
                                    one.getValue().orElse(null)))
                            .toList(),
                    it.authored().stream()
                            .map(one -> new AuthoredRevision(
                                    one.record().kind(), one.record().id(), one.number(), one.at()))
                            .toList());
        }

        private static VersionOfPerson version(Revision one) {
            return new VersionOfPerson(
                    one.number(),
                    one.at(),
                    one.author().orElse(null),
                    one.reason().toString(),
                    one.content());
        }
    }

    /** What is recorded about a person: each version of the record, sign-ins, what names them, and what they recorded. */
    @Answers(PersonDataResource.class)
    @GetMapping("/api/v1/persons/{id}/data")
    @OpenTo(value = OpenTo.Audience.SIGNED_IN, because = OWN)
    PersonDataResource data(Actor actor, @PathVariable PersonId id) {
        return PersonDataResource.of(data.collect(actor, id));
    }

    @GetMapping("/people/persons/{id}/data.json")
    @OpenTo(value = OpenTo.Audience.SIGNED_IN, because = OWN)
    ResponseEntity<PersonDataResource> file(Actor actor, @PathVariable PersonId id) {
        return attached(data.collect(actor, id));
    }

    @GetMapping("/profile/data.json")
    @OpenTo(value = OpenTo.Audience.SIGNED_IN, because = OWN)
    ResponseEntity<PersonDataResource> own(Actor actor) {
        return attached(data.collect(actor, actor.person()));
    }

    private static ResponseEntity<PersonDataResource> attached(PersonData.Collected collected) {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"person-data.json\"")
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(PersonDataResource.of(collected));
    }
}
