package org.dermatrail.graphql.question;

import graphql.language.Argument;
import graphql.language.Field;
import graphql.language.IntValue;
import graphql.language.VariableReference;
import graphql.schema.DataFetchingEnvironment;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dermatrail.graphql.page.Pages;
import org.dermatrail.projections.cohort.Level;
import org.jspecify.annotations.Nullable;

/**
 * A first page that a question for a cohort asks for below, read from the question's words before it is answered: only where it
 * is plain to see, since what is read wrongly is found for nothing.
 *
 * @param level ids of what
 * @param first how many
 */
record PageWished(Level level, int first) {

    private static final Map<String, Level> LEVELS =
            Map.of("participants", Level.PARTICIPANT, "lesions", Level.LESION, "captures", Level.CAPTURE);

    /** The page asked for, where it is one, of a size that is allowed, and the first. */
    static Optional<PageWished> in(DataFetchingEnvironment env) {
        var pages = env.getMergedField().getFields().stream()
                .flatMap(field -> field.getSelectionSet().getSelections().stream())
                .filter(selection -> selection instanceof Field field && LEVELS.containsKey(field.getName()))
                .map(Field.class::cast)
                .toList();
        return pages.size() == 1 ? of(pages.getFirst(), env.getVariables()) : Optional.empty();
    }

    private static Optional<PageWished> of(Field page, Map<String, Object> variables) {
        var level = LEVELS.get(page.getName());
        List<Argument> arguments = page.getArguments();
        if (level == null
                || !page.getDirectives().isEmpty()
                || arguments.size() != 1
                || !arguments.getFirst().getName().equals("first")) {
            return Optional.empty();
        }
        var first = number(arguments.getFirst(), variables);
        return first == null || first < 1 || first > Pages.LARGEST
                ? Optional.empty()
                : Optional.of(new PageWished(level, first));
    }

    private static @Nullable Integer number(Argument argument, Map<String, Object> variables) {
        return switch (argument.getValue()) {
            case IntValue literal -> literal.getValue().intValue();
            case VariableReference variable ->
                variables.get(variable.getName()) instanceof Integer given ? given : null;
            default -> null;
        };
    }
}
