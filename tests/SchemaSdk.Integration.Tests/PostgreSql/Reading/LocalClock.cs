using System.Diagnostics;
using System.Globalization;

namespace SchemaSdk.Integration.Tests.PostgreSql.Reading;

/// <summary>
/// Runs this assembly as another process. It acts as an application with Npgsql's legacy timestamp behavior, on a machine whose time zone
/// is not UTC.
/// </summary>
internal static class LocalClock
{
    private const string Database = "LOCAL_CLOCK_DATABASE";

    public static async Task WriteTimesAsync()
    {
        AppContext.SetSwitch("Npgsql.EnableLegacyTimestampBehavior", true);
        await using var ledger = new PostgreSqlJobLedger(Environment.GetEnvironmentVariable(Database)!);
        var sending = await ledger.UpToAsync("a", LedgerState.Intended, at: Entries.Now);
        await ledger.RecordAsync(sending.Next(LedgerState.Sending));
        var found = (await ledger.FindAsync("a"))!;
        var oldest = (await ledger.SummarizeAsync()).OldestOpenAt;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{found.Attempt?.SentAt:O} {found.ChangedAt:O} {oldest:O}"));
    }

    public static async Task<string> RunAsync(string database)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(LocalClock).Assembly.Location]) { RedirectStandardOutput = true };
        (start.Environment[Database], start.Environment["TZ"]) = (database, "Asia/Kolkata");
        using var process = Process.Start(start)!;
        return (await process.StandardOutput.ReadToEndAsync()).Trim();
    }
}
