import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.Statement;

/// SQLite as anybody may use it to keep a record: a table, a write-ahead log, and a commit that is on the disk for
/// each row. Inserts a row for each line on stdin and prints how many nanoseconds it took.
public final class PlainSqlite {
    public static void main(String... arguments) throws Exception {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + arguments[0]);
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("PRAGMA journal_mode=WAL");
            statement.executeUpdate("PRAGMA synchronous=FULL");
            statement.executeUpdate("CREATE TABLE entries(run TEXT, number INTEGER, body TEXT, PRIMARY KEY(run, number))");
            try (PreparedStatement insert = connection.prepareStatement("INSERT INTO entries VALUES('r-1', ?, ?)")) {
                String body = "x".repeat(256);
                int number = 0;
                while (in.readLine() != null) {
                    long from = System.nanoTime();
                    insert.setInt(1, ++number);
                    insert.setString(2, body);
                    insert.executeUpdate();
                    System.out.println(System.nanoTime() - from);
                }
            }
        }
    }
}
