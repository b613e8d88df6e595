package sextant.documents.web;

import java.io.IOException;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import sextant.people.OpenTo;

/** The description of the API, as checked in. A test compares it with what the handlers really take. */
@RestController
class OpenApiDocument {
    private final byte[] document;

    OpenApiDocument() throws IOException {
        document = new ClassPathResource("sextant/openapi.json").getContentAsByteArray();
    }

    @GetMapping("/api/v1/openapi.json")
    @OpenTo(value = OpenTo.Audience.ANYBODY, because = "it says what the API takes, and nothing of anybody's data")
    ResponseEntity<byte[]> openApi() {
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(document);
    }
}
