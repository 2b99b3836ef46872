package org.dermatrail.graphql.page;

import graphql.schema.DataFetchingEnvironment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dermatrail.domain.pseudonym.ProjectPseudonyms;
import org.dermatrail.domain.pseudonym.ProjectPseudonyms.Kind;
import org.dermatrail.graphql.caller.Caller;
import org.dermatrail.graphql.door.Notebook;
import org.dermatrail.graphql.door.Refused;
import org.jspecify.annotations.Nullable;

/**
 * The only way an id leaves or enters.
 *
 * <p>Laws: an id leaves under the caller's scope and is noted for the audit log in the same moment; an id that is not
 * one of the caller's scope and kind is answered like one that does not exist. Diagnoses and procedures live in the
 * lesion register and share the kind of lesions. Thread-safe.
 */
public final class ScopedIds {

    /** The kind under which ids of diagnoses and procedures leave. */
    public static final Kind OF_REGISTER_ENTRY = Kind.LESION;

    private static final int LONGEST = 300;

    private final ProjectPseudonyms pseudonyms;

    /** Scopes by these pseudonyms. */
    public ScopedIds(ProjectPseudonyms pseudonyms) {
        this.pseudonyms = pseudonyms;
    }

    /** The id as the caller sees it. */
    public String out(DataFetchingEnvironment env, Kind kind, String id) {
        var scoped = pseudonyms.scope(Caller.of(env.getGraphQlContext()).scope(), kind, id);
        Notebook.of(env).shown(env, scoped);
        return scoped;
    }

    /** The id as the caller sees it, or {@code null} for none. */
    public @Nullable String outOrNull(DataFetchingEnvironment env, Kind kind, @Nullable String id) {
        return id == null ? null : out(env, kind, id);
    }

    /** The ids as the caller sees them. */
    public List<String> outAll(DataFetchingEnvironment env, Kind kind, List<String> ids) {
        return ids.stream().map(id -> out(env, kind, id)).toList();
    }

    /** The registry's id behind one the caller named, if there is one. */
    public Optional<String> in(DataFetchingEnvironment env, Kind kind, String scopedId) {
        return scopedId.length() > LONGEST
                ? Optional.empty()
                : pseudonyms.reveal(Caller.of(env.getGraphQlContext()).scope(), kind, scopedId);
    }

    /** The registry's id behind a required argument. */
    public String argument(DataFetchingEnvironment env, String name, Kind kind) {
        String scopedId = env.getArgument(name);
        return in(env, kind, scopedId == null ? "" : scopedId).orElseThrow(() -> Refused.notFound(name));
    }

    /** The registry's id behind an argument that may be left out. */
    public @Nullable String argumentOrNull(DataFetchingEnvironment env, String name, Kind kind) {
        return env.getArgument(name) == null ? null : argument(env, name, kind);
    }

    /** The registry's ids behind a list argument. */
    public List<String> arguments(DataFetchingEnvironment env, String name, Kind kind, int most) {
        List<String> scopedIds = env.getArgumentOrDefault(name, List.of());
        if (scopedIds.size() > most) {
            throw Refused.argument(Refused.BAD_INPUT, name, name + " holds at most " + most + " ids.");
        }
        var ids = new ArrayList<String>();
        for (var scopedId : scopedIds) {
            ids.add(in(env, kind, scopedId).orElseThrow(() -> Refused.notFound(name)));
        }
        return ids;
    }
}
