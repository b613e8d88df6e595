package sextant.documents;

import static org.assertj.core.api.Assertions.assertThat;

import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.core.converter.ResolvedSchema;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.Paths;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springdoc.core.utils.SpringDocUtils;
import org.springdoc.webmvc.api.OpenApiResource;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import sextant.evidence.PackId;
import sextant.measurement.KpiId;
import sextant.objectives.ObjectiveId;
import sextant.people.Actor;
import sextant.people.PersonId;
import sextant.people.TeamId;
import sextant.people.UnitId;
import sextant.platform.web.Answers;
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

    @Test
    void every_handler_says_what_it_answers_with() {
        assertThat(undescribed(
                        handlers().values().stream().flatMap(List::stream).toList()))
                .isEmpty();
    }

    @Test
    void a_handler_that_does_not_say_it_is_noticed() throws NoSuchMethodException {
        Method silent = Silent.class.getDeclaredMethod("anything");
        assertThat(undescribed(List.of(new HandlerMethod(new Silent(), silent))))
                .hasSize(1);
    }

    /** What such a handler looks like. */
    static class Silent {
        ResponseEntity<Object> anything() {
            return ResponseEntity.ok("anything");
        }
    }

    private static List<String> undescribed(Collection<HandlerMethod> handlers) {
        return handlers.stream()
                .filter(handler -> handler.getMethodAnnotation(Answers.class) == null)
                .filter(handler -> ResponseEntity.class.isAssignableFrom(
                        handler.getReturnType().getParameterType()))
                .map(HandlerMethod::toString)
                .filter(name -> !name.contains("OpenApiDocument"))
                .toList();
    }

    /** The handlers of the API by method and path; where parameters tell several apart, in the order of their media types. */
    private static Map<String, List<HandlerMethod>> handlers() {
        Map<String, List<HandlerMethod>> handlers = new TreeMap<>();
        SERVER.bean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .forEach((mapping, handler) -> mapping.getPatternValues().stream()
                        .filter(path -> path.startsWith("/api/v1/"))
                        .forEach(path -> mapping.getMethodsCondition()
                                .getMethods()
                                .forEach(method -> handlers.computeIfAbsent(
                                                method + " " + path, none -> new ArrayList<>())
                                        .add(handler))));
        handlers.values().forEach(some -> some.sort(Comparator.comparing(OpenApiTest::media)));
        return handlers;
    }

    private static String media(HandlerMethod handler) {
        Answers answers = handler.getMethodAnnotation(Answers.class);
        return answers == null ? "" : answers.media();
    }

    /** The successes as the handlers describe them, and the one form of every refusal. */
    private static void answered(Operation operation, List<Answers> all, OpenAPI api) {
        ApiResponses responses = new ApiResponses();
        for (Answers answers : all)
            for (int status : answers.status()) {
                ApiResponse success = responses.computeIfAbsent(
                        String.valueOf(status),
                        none -> new ApiResponse()
                                .description(HttpStatus.valueOf(status).getReasonPhrase()));
                if (answers.value() == Void.class) continue;
                if (success.getContent() == null) success.content(new Content());
                success.getContent().addMediaType(answers.media(), new MediaType().schema(schema(answers, api)));
            }
        operation.setResponses(responses);
    }

    private static Schema<?> schema(Answers answers, OpenAPI all) {
        if (answers.value() == byte[].class) return new StringSchema().format("binary");
        if (answers.value() == String.class) return new StringSchema();
        ResolvedSchema resolved = ModelConverters.getInstance(true)
                .resolveAsResolvedSchema(new AnnotatedType(answers.value()).resolveAsRef(true));
        resolved.referencedSchemas.forEach(all.getComponents()::addSchemas);
        return answers.list() ? new ArraySchema().items(resolved.schema) : resolved.schema;
    }

    private static void refusable(Operation operation) {
        operation
                .getResponses()
                .addApiResponse(
                        "default",
                        new ApiResponse()
                                .description("A refusal, as RFC 9457 problem details")
                                .content(new Content()
                                        .addMediaType(
                                                "application/problem+json",
                                                new MediaType()
                                                        .schema(new Schema<>().$ref("#/components/schemas/Problem")))));
    }

    private static Schema<?> problem() {
        Schema<?> field = new ObjectSchema()
                .addProperty("field", new StringSchema())
                .addProperty("code", new StringSchema())
                .addProperty("detail", new StringSchema());
        return new ObjectSchema()
                .addProperty("type", new StringSchema())
                .addProperty("title", new StringSchema())
                .addProperty("status", new IntegerSchema())
                .addProperty("detail", new StringSchema())
                .addProperty("instance", new StringSchema())
                .addProperty("errors", new ArraySchema().items(field));
    }

    private static String generated() throws ReflectiveOperationException {
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(Actor.class);
        SpringDocUtils.getConfig().addRestControllers(Class.forName("sextant.documents.web.PrintPages"));
        for (Class<?> id :
                List.of(KpiId.class, ObjectiveId.class, PersonId.class, TeamId.class, UnitId.class, PackId.class))
            SpringDocUtils.getConfig().replaceWithClass(id, UUID.class);
        Method generate = OpenApiResource.class.getSuperclass().getDeclaredMethod("getOpenApi", Locale.class);
        generate.setAccessible(true);
        OpenAPI all = (OpenAPI) generate.invoke(SERVER.bean(OpenApiResource.class), Locale.ENGLISH);
        Map<String, List<HandlerMethod>> handlers = handlers();
        Paths api = new Paths();
        new TreeMap<>(all.getPaths()).forEach((path, item) -> {
            if (!path.startsWith("/api/v1/")) return;
            item.readOperationsMap().forEach((method, operation) -> {
                spelledOut(operation, all);
                List<Answers> answers =
                        Objects.requireNonNull(handlers.get(method + " " + path), () -> method + " " + path).stream()
                                .map(handler -> handler.getMethodAnnotation(Answers.class))
                                .filter(Objects::nonNull)
                                .toList();
                if (!answers.isEmpty()) answered(operation, answers, all);
                refusable(operation);
            });
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
        all.getComponents().addSchemas("Problem", problem());
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
