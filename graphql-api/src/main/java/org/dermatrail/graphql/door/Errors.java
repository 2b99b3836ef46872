package org.dermatrail.graphql.door;

import graphql.ErrorType;
import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gives every error that leaves a code and takes every raw id out of it. Stateless. */
final class Errors {

    private static final String CODE = "code";

    private Errors() {}

    static GraphQLError of(Refused refused) {
        return GraphqlErrorBuilder.newError()
                .message("%s", sentence(refused))
                .extensions(extensions(refused))
                .build();
    }

    static Map<String, Object> extensions(Refused refused) {
        var extensions = new LinkedHashMap<String, Object>();
        extensions.put(CODE, refused.code());
        if (refused.argument() != null) {
            extensions.put("argument", refused.argument());
        }
        return extensions;
    }

    static String sentence(Refused refused) {
        return String.valueOf(refused.getMessage());
    }

    static @Nullable String code(GraphQLError error) {
        var extensions = error.getExtensions();
        return extensions != null && extensions.get(CODE) instanceof String code ? code : null;
    }

    /** The error as it may leave. */
    static GraphQLError fit(GraphQLError error) {
        Map<String, Object> extensions = error.getExtensions() == null
                ? new LinkedHashMap<>()
                : new LinkedHashMap<>(new HashMap<>(error.getExtensions()));
        extensions.putIfAbsent(CODE, codeByType(error));
        var fit = GraphqlErrorBuilder.newError()
                .message("%s", Refused.withoutRawIds(String.valueOf(error.getMessage())))
                .errorType(error.getErrorType())
                .extensions(extensions);
        if (error.getLocations() != null) {
            fit.locations(error.getLocations());
        }
        if (error.getPath() != null) {
            fit.path(error.getPath());
        }
        return fit.build();
    }

    private static String codeByType(GraphQLError error) {
        if (error.getErrorType() == ErrorType.InvalidSyntax) {
            return "QUERY_UNREADABLE";
        }
        if (error.getErrorType() == ErrorType.ValidationError) {
            return "QUERY_INVALID";
        }
        if (error.getErrorType() == ErrorType.OperationNotSupported) {
            return "QUERY_INVALID";
        }
        return error.getErrorType() == ErrorType.NullValueInNonNullableField ? "NOTHING_TO_SHOW" : Refused.INTERNAL;
    }
}
