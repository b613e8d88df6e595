package sextant.documents;

import static org.assertj.core.api.Assertions.assertThat;

import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.Paths;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springdoc.core.utils.SpringDocUtils;
import org.springdoc.webmvc.api.OpenApiResource;
import sextant.measurement.KpiId;
import sextant.objectives.ObjectiveId;
import sextant.people.Actor;
import sextant.people.PersonId;
import sextant.people.TeamId;
import sextant.people.UnitId;
import sextant.testing.TestServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The checked-in description of the API says what the handlers take; {@code -Dsextant.openapi=write} writes it anew. */
class OpenApiTest {
    private static final TestServer SERVER = TestServer.running();
    private static final Path CHECKED_IN = Path.of("src/main/resources/sextant/openapi.json");
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    @Test
    void the_checked_in_document_is_what_the_handlers_take() throws Exception {
        String now = JSON.writeValueAsString(sorted(JSON.readTree(generated()))) + "\n";
        if ("write".equals(System.getProperty("sextant.openapi"))) Files.writeString(CHECKED_IN, now);
        assertThat(now)
                .as("run this test with -Dsextant.openapi=write, and look at the difference")
                .isEqualTo(Files.readString(CHECKED_IN));
    }

    @Test
    void it_is_served_to_anybody() throws IOException {
        var answer = SERVER.http().get("/api/v1/openapi.json");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(JSON.readTree(answer.body())).isEqualTo(JSON.readTree(Files.readString(CHECKED_IN)));
    }

    private static String generated() throws ReflectiveOperationException {
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(Actor.class);
        for (Class<?> id :
                List.of(KpiId.class, ObjectiveId.class, PersonId.class, TeamId.class, UnitId.class, PackId.class))
            SpringDocUtils.getConfig().replaceWithClass(id, UUID.class);
        Method generate = OpenApiResource.class.getSuperclass().getDeclaredMethod("getOpenApi", Locale.class);
        generate.setAccessible(true);
        OpenAPI all = (OpenAPI) generate.invoke(SERVER.bean(OpenApiResource.class), Locale.ENGLISH);
        Paths api = new Paths();
        new TreeMap<>(all.getPaths()).forEach((path, item) -> {
            if (!path.startsWith("/api/v1/")) return;
            item.readOperations().forEach(operation -> spelledOut(operation, all));
            api.addPathItem(path, item);
        });
        all.setPaths(api);
        all.setServers(null);
        all.setTags(null);
        all.setInfo(new Info()
                .title("Sextant")
                .version("v1")
                .description("Information security objectives by ISO/IEC 27001:2022, clause 6.2. Refusals are RFC 9457"
                        + " problem details."));
        all.getComponents().getSchemas().keySet().removeAll(List.of("MappingForm", "MediaType"));
        all.getComponents()
                .addSecuritySchemes(
                        "token",
                        new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme("bearer"));
        all.setSecurity(List.of(new SecurityRequirement().addList("token")));
        return Json31.pretty(all);
    }

    /** A parameter that stands for several is each of them; a body that is read as a stream is any bytes. */
    private static void spelledOut(Operation operation, OpenAPI all) {
        operation.setTags(null);
        operation.setOperationId(null);
        List<Parameter> given = operation.getParameters();
        if (given == null) return;
        List<Parameter> parameters = new ArrayList<>();
        for (Parameter parameter : given) {
            if ("Content-Type".equals(parameter.getName())) continue;
            Schema<?> form =
                    parameter.getSchema() == null || parameter.getSchema().get$ref() == null
                            ? null
                            : all.getComponents()
                                    .getSchemas()
                                    .get(parameter.getSchema().get$ref().replaceAll(".*/", ""));
            if (form == null || form.getProperties() == null) parameters.add(parameter);
            else
                new TreeMap<>(form.getProperties())
                        .forEach((name, schema) -> parameters.add(new Parameter()
                                .in("query")
                                .name(name)
                                .required(false)
                                .schema(new StringSchema())));
        }
        operation.setParameters(parameters);
        boolean takesFiles = parameters.stream().anyMatch(one -> "dryRun".equals(one.getName()));
        if (takesFiles)
            operation.setRequestBody(new RequestBody()
                    .required(true)
                    .content(new Content()
                            .addMediaType("application/json", new MediaType())
                            .addMediaType("application/x-ndjson", new MediaType())
                            .addMediaType("text/csv", new MediaType())));
    }

    private static JsonNode sorted(JsonNode node) {
        if (node.isObject()) {
            var object = JSON.createObjectNode();
            TreeMap<String, JsonNode> members = new TreeMap<>();
            node.properties().forEach(member -> members.put(member.getKey(), member.getValue()));
            members.forEach((name, value) -> object.set(name, sorted(value)));
            return object;
        }
        if (node.isArray()) {
            var array = JSON.createArrayNode();
            node.forEach(item -> array.add(sorted(item)));
            return array;
        }
        return node;
    }
}
