using System.Diagnostics;
using System.Globalization;

namespace SchemaSdk.Integration.Tests.PostgreSql.Reading;

public sealed class LocalClockTests : DatabaseTest
{
    private const string Variable = "LOCAL_CLOCK_DATABASE";

    // Npgsql's legacy timestamp behavior applies to a whole process, so the test starts another one.
    [FactWith(Server.PostgreSql)]
    public async Task Times_are_in_UTC_even_if_the_driver_returns_local_times()
    {
        var start = new ProcessStartInfo("dotnet", [typeof(LocalClockTests).Assembly.Location]) { RedirectStandardOutput = true };
        (start.Environment[Variable], start.Environment["TZ"]) = (Database, "Asia/Kolkata");
        using var process = Process.Start(start)!;
        var told = await process.StandardOutput.ReadToEndAsync();

        Assert.Equal($"{Draft.Now:O} {Draft.Now:O} {Draft.Now:O}", told.Trim());
        Assert.Equal(Draft.Now, (await Ledger.ListAsync().AllAsync())[0].Attempt?.SentAt);
    }

    /// <summary>Runs in the process that the test starts.</summary>
    internal static async Task WriteTimesAsync()
    {
        AppContext.SetSwitch("Npgsql.EnableLegacyTimestampBehavior", true);
        await using var ledger = new PostgreSqlJobLedger(Environment.GetEnvironmentVariable(Variable)!);
        var sending = await ledger.UpToAsync("a", LedgerState.Intended, at: Draft.Now);
        await ledger.RecordAsync(sending.Next(LedgerState.Sending));
        var found = (await ledger.FindAsync("a"))!;
        var oldest = (await ledger.SummarizeAsync()).OldestOpenAt;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{found.Attempt?.SentAt:O} {found.ChangedAt:O} {oldest:O}"));
    }
}
