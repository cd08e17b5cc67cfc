using System.Text.RegularExpressions;
using SchemaSdk;
using SchemaSdk.PostgreSql;
using SchemaSdk.Sqlite;

namespace Worker;

/// <summary>Opens the ledger that is set in the configuration.</summary>
internal static partial class JobsLedger
{
    /// <summary>Returns the location of the ledger: a path or a connection string.</summary>
    public static string PlaceOf(WorkerOptions options) => options switch
    {
        { Ledger.Length: > 0 } => options.Ledger,
        // Each run uses a new file, because the emulator forgets its jobs when this process ends.
        { Live: false } => Path.Combine(Directory.CreateTempSubdirectory("worker-").FullName, "jobs.db"),
        _ => Environment.GetEnvironmentVariable("SCHEMASDK_LEDGER") ?? "jobs.db",
    };

    /// <param name="place">A path, or a connection string such as <c>Host=db;Database=jobs</c>.</param>
    public static JobLedger Open(string place) => IsDatabase(place)
        ? new PostgreSqlJobLedger(place)
        : new SqliteJobLedger(Path.GetFullPath(place));

    /// <summary>Returns the location for display. Omits the secrets in a connection string.</summary>
    public static string NameOf(string place) => IsDatabase(place) ? "a PostgreSQL database" : Path.GetFullPath(place);

    // Paths are printed, so a connection string, which may contain a password, must never be treated as a path.
    private static bool IsDatabase(string place) => Uri().IsMatch(place) || Setting().IsMatch(place);

    // Matches addresses of other frameworks too, such as jdbc:postgresql://db/jobs. A single letter before the colon does not match,
    // because it is a Windows drive.
    [GeneratedRegex(@"^[^/\\]{2,}://")]
    private static partial Regex Uri();

    // Matches a setting of a connection string. Settings are separated by semicolons; other frameworks separate them by spaces, or by ? and
    // & as in a URL query.
    [GeneratedRegex(
        @"(^|[\s;?&""'])(Host|Server|Data Source|Database|DB|User ?name|User Id|Password|PWD|PSW)\s*=", RegexOptions.IgnoreCase)]
    private static partial Regex Setting();
}
