using System.Diagnostics;
using System.Globalization;

namespace SchemaSdk.Integration.Tests.PostgreSql.Reading;

/// <summary>
/// Another process with a ledger: this assembly, in an application that wants times as they were before version 6 of the driver, on a
/// machine whose clock is not in UTC.
/// </summary>
internal static class LocalClock
{
    private const string Database = "LOCAL_CLOCK_DATABASE";

    /// <summary>Does the work of the other process.</summary>
    public static async Task WriteTimesAsync()
    {
        AppContext.SetSwitch("Npgsql.EnableLegacyTimestampBehavior", true);
        await using var ledger = new PostgreSqlJobLedger(Environment.GetEnvironmentVariable(Database)!);
        var sending = await ledger.UpToAsync("a", LedgerState.Intended, at: Desk.Now);
        await ledger.RecordAsync(sending.Next(LedgerState.Sending));
        var found = (await ledger.FindAsync("a"))!;
        var oldest = (await ledger.SummarizeAsync()).OldestOpenAt;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{found.Attempt?.SentAt:O} {found.ChangedAt:O} {oldest:O}"));
    }

    /// <summary>Starts one, and returns what it writes.</summary>
    public static async Task<string> RunAsync(string database)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(LocalClock).Assembly.Location]) { RedirectStandardOutput = true };
        (start.Environment[Database], start.Environment["TZ"]) = (database, "Asia/Kolkata");
        using var process = Process.Start(start)!;
        return (await process.StandardOutput.ReadToEndAsync()).Trim();
    }
}
