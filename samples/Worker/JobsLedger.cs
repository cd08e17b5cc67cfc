using System.Text.RegularExpressions;
using SchemaSdk;
using SchemaSdk.PostgreSql;
using SchemaSdk.Sqlite;

namespace Worker;

/// <summary>Opens the ledger of jobs that the configuration names.</summary>
internal static partial class JobsLedger
{
    /// <summary>The place of the ledger: a path or a connection string.</summary>
    public static string PlaceOf(WorkerOptions options) => options switch
    {
        { Ledger.Length: > 0 } => options.Ledger,
        // The emulator forgets its jobs when this process ends, and a ledger does not.
        { Live: false } => Path.Combine(Directory.CreateTempSubdirectory("worker-").FullName, "jobs.db"),
        _ => Environment.GetEnvironmentVariable("SCHEMASDK_LEDGER") ?? "jobs.db",
    };

    /// <param name="place">A path, or a connection string such as <c>Host=db;Database=jobs</c>.</param>
    public static JobLedger Open(string place) => IsDatabase(place)
        ? new PostgreSqlJobLedger(place)
        : new SqliteJobLedger(Path.GetFullPath(place));

    /// <summary>The place for people, without what a connection string keeps secret.</summary>
    public static string NameOf(string place) => IsDatabase(place) ? "a PostgreSQL database" : Path.GetFullPath(place);

    // A setting or an address of a database: what is taken for a path is printed, and a connection string may have a password.
    private static bool IsDatabase(string place) => Uri().IsMatch(place) || Setting().IsMatch(place);

    [GeneratedRegex("^postgres(ql)?://", RegexOptions.IgnoreCase)]
    private static partial Regex Uri();

    [GeneratedRegex(@"(^|;)\s*(Host|Server|Data Source|Database|DB|User ?name|User Id|Password|PWD|PSW)\s*=", RegexOptions.IgnoreCase)]
    private static partial Regex Setting();
}
