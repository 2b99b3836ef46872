package org.dermatrail.ops.architecture;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * What a reader sees of the sources of a folder, and what the house has against it.
 *
 * <p>Budgets keep a file and a method readable in one sitting; Javadoc says what a public type promises.
 */
final class Source extends TreePathScanner<@Nullable Void, CompilationUnitTree> {

    static final int LONGEST_FILE = 400;
    static final int LONGEST_METHOD = 60;

    private final DocTrees trees;
    private final List<String> objections = new ArrayList<>();

    private Source(DocTrees trees) {
        this.trees = trees;
    }

    /** All Java files below a folder. */
    static List<Path> below(Path folder) {
        try (var files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** What the house has against these files; empty where it has nothing. */
    static List<String> objectionsTo(List<Path> files) throws IOException {
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var manager = compiler.getStandardFileManager(null, null, null)) {
            var units = manager.getJavaFileObjectsFromPaths(files);
            var task = (JavacTask) compiler.getTask(null, manager, null, List.of("-proc:none"), null, units);
            var source = new Source(DocTrees.instance(task));
            for (var unit : task.parse()) {
                source.read(unit);
            }
            return source.objections;
        }
    }

    private void read(CompilationUnitTree unit) {
        long lines = unit.getLineMap().getLineNumber(Math.max(0, endOf(unit, unit)));
        if (lines > LONGEST_FILE) {
            object(unit, "is " + lines + " lines long: a noun is missing");
        }
        scan(unit, unit);
    }

    @Override
    public @Nullable Void visitMethod(MethodTree method, CompilationUnitTree unit) {
        long lines = lineOf(unit, endOf(unit, method)) - lineOf(unit, startOf(unit, method)) + 1;
        if (lines > LONGEST_METHOD) {
            object(unit, method.getName() + " is " + lines + " lines long: a noun is missing");
        }
        return super.visitMethod(method, unit);
    }

    @Override
    public @Nullable Void visitClass(ClassTree type, CompilationUnitTree unit) {
        if (isPublic(getCurrentPath()) && trees.getDocComment(getCurrentPath()) == null) {
            object(unit, type.getSimpleName() + " is public and does not say what it promises");
        }
        return super.visitClass(type, unit);
    }

    /** Whether others can see the type: it and all that encloses it are public, or members of an interface. */
    private static boolean isPublic(TreePath path) {
        return enclosing(path).allMatch(at -> {
            var type = (ClassTree) at.getLeaf();
            var parent = at.getParentPath().getLeaf();
            return type.getModifiers().getFlags().contains(Modifier.PUBLIC)
                    || parent.getKind() == Tree.Kind.INTERFACE
                    || parent.getKind() == Tree.Kind.ANNOTATION_TYPE;
        });
    }

    private static Stream<TreePath> enclosing(TreePath path) {
        return Stream.iterate(path, at -> at.getLeaf() instanceof ClassTree, TreePath::getParentPath);
    }

    private long startOf(CompilationUnitTree unit, Tree tree) {
        return trees.getSourcePositions().getStartPosition(unit, tree);
    }

    private long endOf(CompilationUnitTree unit, Tree tree) {
        return trees.getSourcePositions().getEndPosition(unit, tree);
    }

    private static long lineOf(CompilationUnitTree unit, long position) {
        return unit.getLineMap().getLineNumber(position);
    }

    private void object(CompilationUnitTree unit, String what) {
        objections.add(Path.of(unit.getSourceFile().toUri()).getFileName() + ": " + what);
    }
}
