package sextant.documents.web;

import java.time.Instant;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import sextant.documents.PrintObjective;
import sextant.objectives.ObjectiveId;
import sextant.people.Actor;
import sextant.people.Permission;
import sextant.people.Requires;
import sextant.platform.NotFound;
import sextant.platform.language.Formats;
import sextant.platform.web.Answers;

/** An objective on paper, for people and programs; now, or as of a past moment. */
@Controller
class PrintPages {
    private final PrintObjective print;

    PrintPages(PrintObjective print) {
        this.print = print;
    }

    @GetMapping("/objectives/{id}/pdf")
    @Requires(Permission.OBJECTIVES_READ)
    ResponseEntity<byte[]> page(
            Actor actor, @PathVariable ObjectiveId id, @RequestParam(defaultValue = "") String asOf) {
        return printed(actor, id, asOf);
    }

    @Answers(value = byte[].class, media = MediaType.APPLICATION_PDF_VALUE)
    @GetMapping("/api/v1/objectives/{id}/pdf")
    @Requires(Permission.OBJECTIVES_READ)
    ResponseEntity<byte[]> api(
            Actor actor, @PathVariable ObjectiveId id, @RequestParam(defaultValue = "") String asOf) {
        return printed(actor, id, asOf);
    }

    private ResponseEntity<byte[]> printed(Actor actor, ObjectiveId id, String asOf) {
        PrintObjective.Printed printed = print.print(actor, id, moment(actor, asOf));
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_PDF)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + printed.fileName() + "\"")
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(printed.pdf());
    }

    /** A date means its end in the organization's zone; a time is taken as it is. */
    private static Optional<Instant> moment(Actor actor, String asOf) {
        if (asOf.isEmpty()) return Optional.empty();
        if (asOf.length() == 10)
            return Optional.of(Formats.parseDate(asOf)
                    .map(date -> date.atTime(LocalTime.MAX)
                            .atZone(actor.organizationZone())
                            .toInstant())
                    .orElseThrow(() -> new NotFound("moment")));
        try {
            return Optional.of(Instant.parse(asOf));
        } catch (DateTimeParseException notATime) {
            throw new NotFound("moment");
        }
    }
}
