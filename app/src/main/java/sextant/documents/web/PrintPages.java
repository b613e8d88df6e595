package sextant.documents.web;

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
import sextant.people.AsOf;
import sextant.people.Permission;
import sextant.people.Requires;
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
        PrintObjective.Printed printed = print.print(actor, id, AsOf.asked(actor, "asOf", asOf));
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_PDF)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + printed.fileName() + "\"")
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(printed.pdf());
    }
}
