import java.io.File;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;

/**
 * The text of many PDF files as PDFBox extracts it, in one process.
 *
 * <p>{@code PdfBox FILE...}. The text of each file, and a form feed behind it.
 */
public final class PdfBox {
    public static void main(String[] files) throws Exception {
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        for (String file : files) {
            try (PDDocument document = Loader.loadPDF(new File(file))) {
                out.print(new PDFTextStripper().getText(document).replace('\f', '\n') + '\f');
            }
        }
        out.flush();
    }
}
