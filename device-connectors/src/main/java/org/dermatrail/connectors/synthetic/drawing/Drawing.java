package org.dermatrail.connectors.synthetic.drawing;

/** Draws scenes. Pure: the same scene gives the same bytes wherever the JDK's zlib is the usual one, and the same pixels everywhere. */
public final class Drawing {

    private Drawing() {}

    /** The scene as a PNG file. */
    public static byte[] png(Scene scene) {
        return PngFile.encode(scene.widthPx(), scene.heightPx(), scene.view().isGrey(), pixels(scene));
    }

    /** The scene's pixels row by row: one byte each in grey, or red, green and blue. */
    public static byte[] pixels(Scene scene) {
        var canvas = new Canvas(scene.widthPx(), scene.heightPx(), scene.view().isGrey());
        if (scene.view().isGrey()) {
            new SectionPainter(scene).paint(canvas);
        } else {
            new SkinPainter(scene).paint(canvas);
            Overlay.hairs(canvas, scene);
            if (scene.clutter().ruler()) {
                Overlay.ruler(canvas, scene);
            }
        }
        if (scene.light().blurPx() > 0) {
            canvas.blur(scene.light().blurPx());
        }
        canvas.expose(scene.light(), scene.grain());
        return canvas.bytes();
    }
}
