package org.dermatrail.projections.elastic;

import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.elasticsearch._types.OpType;
import co.elastic.clients.elasticsearch._types.Refresh;
import co.elastic.clients.elasticsearch.indices.get_alias.IndexAliases;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.elasticsearch.client.ResponseException;
import tools.jackson.databind.node.ObjectNode;

/**
 * The indices of one kind: one in use, to which an alias points, and perhaps one that is being made beside it.
 *
 * <p>Law: which one is in use changes in one step, so every question meets the old one whole or the new one whole.
 * Stateless.
 *
 * @param cluster where they are
 * @param kind what they hold; also the name of the file with their settings and mapping
 * @param layout says how their documents are laid out; an index keeps what it was made with
 */
record Generations(Cluster cluster, String kind, String layout) {

    /** The document that says how far an index was written and by which writer. */
    static final String MARK = "m:mark";

    private static final String WRITING = "-w";
    private static final String LAYOUT = "layout";

    /**
     * An index that may be put in use.
     *
     * @param of the indices of its kind
     * @param index its name
     */
    record Made(Generations of, String index) {}

    /** The alias that points to the index in use. */
    String alias() {
        return cluster.settings().prefix() + "-" + kind;
    }

    /** The name by which an index is written; only there while the index is, so that a write never makes an index. */
    static String writing(String index) {
        return index + WRITING;
    }

    /** The name by which one writer alone writes documents of an index; there until another takes writing over. */
    static String writing(String index, long writer) {
        return writing(index) + "-" + writer;
    }

    /** Has documents of an index taken from this writer, and from no earlier one any more. */
    static void admit(Cluster cluster, String index, long writer) {
        var earlier = writing(index) + "-*";
        var acknowledged = cluster.insist("admitting a writer", client -> client.indices()
                .updateAliases(all -> all.actions(action -> action.remove(
                                remove -> remove.index(index).alias(earlier).mustExist(false)))
                        .actions(action -> action.add(add -> add.index(index).alias(writing(index, writer)))))
                .acknowledged());
        if (!acknowledged) {
            throw new ClusterOutage("admitting a writer is not acknowledged", new IOException("timed out"));
        }
    }

    /** The index in use; made where there is none. */
    String inUse() {
        var found = find();
        if (found.isPresent()) {
            return found.get();
        }
        use(make());
        return find().orElseThrow(() -> new IllegalStateException("nobody took the alias " + alias() + " away"));
    }

    private Optional<String> find() {
        return indices().entrySet().stream()
                .filter(each -> each.getValue().aliases().containsKey(alias()))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** All indices of this kind with what points to them. */
    private Map<String, IndexAliases> indices() {
        return cluster.insist("listing indices", client -> client.indices()
                .getAlias(get -> get.index(alias() + "-*").allowNoIndices(true))
                .result());
    }

    /** Makes the next index, empty, beside the one in use. */
    String make() {
        int number = numbers().isEmpty() ? 1 : numbers().last() + 1;
        var name = name(number);
        var wanted = settingsAndMapping();
        cluster.insist("making an index", client -> {
            try {
                return client.indices().create(create -> create.withJson(new StringReader(wanted))
                        .index(name)
                        .aliases(writing(name), alias -> alias));
            } catch (ElasticsearchException e) {
                if ("resource_already_exists_exception".equals(e.error().type())) {
                    // Made by the try before this one, whose answer was lost.
                    return name;
                }
                throw e;
            }
        });
        int replicas = cluster.settings().replicas();
        cluster.insist("setting replicas", client -> client.indices().putSettings(put -> put.index(name)
                .settings(index -> index.numberOfReplicas(Integer.toString(replicas)))));
        cluster.insist("marking an index", client -> {
            try {
                return client.index(mark -> mark.index(writing(name))
                                .requireAlias(true)
                                .id(MARK)
                                .opType(OpType.Create)
                                .refresh(Refresh.True)
                                .document(Mark.NEW.document()))
                        .id();
            } catch (ElasticsearchException | ResponseException e) {
                if (Cluster.isConflict(e)) {
                    return MARK;
                }
                throw e;
            }
        });
        return name;
    }

    private String settingsAndMapping() {
        try (var file = Generations.class.getResourceAsStream(kind + ".json")) {
            var all = (ObjectNode)
                    cluster.json().readTree(Objects.requireNonNull(file, "the mapping stands beside this class"));
            ((ObjectNode) all.get("mappings")).putObject("_meta").put(LAYOUT, layout);
            return all.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether documents of an index are laid out as this program writes and reads them. */
    boolean isLaidOutAsNow(String name) {
        return cluster.insist("reading how an index is laid out", client -> {
            var found = client.indices().getMapping(get -> get.index(name)).result();
            return found.values().stream().allMatch(each -> {
                var stated = each.mappings().meta().get(LAYOUT);
                return stated != null && layout.equals(stated.to(String.class));
            });
        });
    }

    /** Has an index in use instead of the one before, which is removed. */
    void use(String name) {
        var before = find();
        use(cluster, List.of(new Made(this, name)));
        before.filter(old -> !old.equals(name)).ifPresent(this::remove);
    }

    /** Has several indices in use, each instead of the one before of its kind, all in one step; nothing is removed. */
    static void use(Cluster cluster, List<Made> all) {
        var acknowledged = cluster.insist("changing over to other indices", client -> client.indices()
                .updateAliases(update -> {
                    for (var each : all) {
                        var alias = each.of().alias();
                        update.actions(action -> action.remove(remove ->
                                        remove.index(alias + "-*").alias(alias).mustExist(false)))
                                .actions(action -> action.add(
                                        add -> add.index(each.index()).alias(alias)));
                    }
                    return update;
                })
                .acknowledged());
        if (!acknowledged) {
            throw new ClusterOutage("changing over to other indices is not acknowledged", new IOException("timed out"));
        }
    }

    /** Removes every index of this kind but the one in use. */
    void removeOthers() {
        var inUse = inUse();
        numbers().stream().map(this::name).filter(other -> !other.equals(inUse)).forEach(this::remove);
    }

    /** Makes the next index beside the one in use, after what an earlier one left that never came into use is removed. */
    String makeBeside() {
        removeOthers();
        return make();
    }

    /** Removes an index. */
    void remove(String name) {
        cluster.insist("removing an index", client -> client.indices()
                .delete(delete -> delete.index(name).ignoreUnavailable(true)));
    }

    private String name(int number) {
        return String.format(Locale.ROOT, "%s-%06d", alias(), number);
    }

    private SortedSet<Integer> numbers() {
        var pattern = Pattern.compile(Pattern.quote(alias()) + "-(\\d{6,9})");
        var numbers = new TreeSet<Integer>();
        for (var each : indices().keySet()) {
            var matcher = pattern.matcher(each);
            if (matcher.matches()) {
                numbers.add(Integer.parseInt(matcher.group(1)));
            }
        }
        return numbers;
    }
}
