package org.dermatrail.graphql.question;

import graphql.language.Field;
import graphql.language.Selection;
import graphql.schema.DataFetchingEnvironment;
import java.util.Set;

/**
 * A participant, lesion or capture of which only the id is asked.
 *
 * @param id the registry's own
 */
record Identified(String id) {

    private static final Set<String> ANSWERABLE = Set.of("id", "__typename");

    /** Whether no more than the id is asked of the field at hand; a fragment may ask for more, so it counts as more. */
    static boolean only(DataFetchingEnvironment env) {
        for (var field : env.getMergedField().getFields()) {
            for (Selection<?> selection : field.getSelectionSet().getSelections()) {
                if (!answerable(selection)) {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean answerable(Selection<?> selection) {
        return selection instanceof Field field && ANSWERABLE.contains(field.getName());
    }
}
