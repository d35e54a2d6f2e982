import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.util.Base64;
import java.util.stream.Stream;
import org.apache.oozie.cli.OozieCLI;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Runs commands of Oozie's own command line in one Java, since starting Java takes longer than any of them.
 * A line of stdin is a command: each word in Base64 after a comma. Its line of stdout is the exit code, what it wrote
 * to stdout and what it wrote to stderr, the latter two in Base64, with commas between.
 */
public class OozieCommands {
    public static void main(String[] args) throws Exception {
        // As OozieCLI.main does.
        System.setProperty("oozie.auth.token.cache", "true");
        PrintStream answers = System.out;
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, UTF_8));
        for (String line = commands.readLine(); line != null; line = commands.readLine()) {
            String[] words = Stream.of(line.split(",", -1)).skip(1)
                .map(word -> new String(Base64.getDecoder().decode(word), UTF_8))
                .toArray(String[]::new);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ByteArrayOutputStream err = new ByteArrayOutputStream();
            // Anew each time, for some commands close their stdout.
            System.setOut(new PrintStream(out, true, UTF_8));
            System.setErr(new PrintStream(err, true, UTF_8));
            // A shell sees the last eight bits.
            int code = new OozieCLI().run(words) & 255;
            answers.println(code + "," + base64(out) + "," + base64(err));
        }
    }

    private static String base64(ByteArrayOutputStream written) {
        return Base64.getEncoder().encodeToString(written.toByteArray());
    }
}
