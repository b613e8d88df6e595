package sextant.testing;

import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;
import sextant.platform.web.Answers;
import tools.jackson.databind.JsonNode;

/** Sees every answer of the API in every test, and lets none pass that its handler's {@link Answers} does not describe. */
@ControllerAdvice
class DescribedAnswers implements ResponseBodyAdvice<Object> {
    @Override
    public boolean supports(MethodParameter handler, Class<? extends HttpMessageConverter<?>> converter) {
        return handler.hasMethodAnnotation(Answers.class);
    }

    @Override
    public @Nullable Object beforeBodyWrite(
            @Nullable Object body,
            MethodParameter handler,
            MediaType type,
            Class<? extends HttpMessageConverter<?>> converter,
            ServerHttpRequest request,
            ServerHttpResponse response) {
        int status = ((ServletServerHttpResponse) response).getServletResponse().getStatus();
        Answers answers = handler.getMethodAnnotation(Answers.class);
        if (answers != null
                && status < 300
                && !(IntStream.of(answers.status()).anyMatch(one -> one == status) && isDescribed(answers, body)))
            throw new IllegalStateException(handler.getExecutable() + " answered " + status + " with "
                    + (body == null ? "nothing" : body.getClass()) + ", and describes " + answers);
        return body;
    }

    /** An answer that is given again under the same Idempotency-Key is the JSON of the first. */
    private static boolean isDescribed(Answers answers, @Nullable Object body) {
        if (body instanceof JsonNode) return true;
        if (answers.list()) return body instanceof List<?> list && list.stream().allMatch(answers.value()::isInstance);
        return body == null ? answers.value() == Void.class : answers.value().isInstance(body);
    }
}
