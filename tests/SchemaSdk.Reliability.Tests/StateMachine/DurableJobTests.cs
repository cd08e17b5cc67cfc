using SchemaSdk.Reliability.Tests.StateMachine.Durable;
using SchemaSdk.Reliability.Tests.StateMachine.Play;
using Xunit.Abstractions;

namespace SchemaSdk.Reliability.Tests.StateMachine;

/// <summary>
/// Plays histories in which a process ends at any moment of its work with the ledger, and another process continues from the ledger.
/// </summary>
[Collection(nameof(Alone))]
public sealed class DurableJobTests(ITestOutputHelper output) : IDisposable
{
    private const int Most = 4000;

    private readonly string _folder = Directory.CreateTempSubdirectory("histories").FullName;

    private static int Runs => FullRun.IsOn ? 12_000 : 250;

    private static int RunsOfFiles => FullRun.IsOn ? 3000 : 12;

    private static int Seed => int.TryParse(Environment.GetEnvironmentVariable("SCHEMASDK_SEED"), out var seed) ? seed : 20261121;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void No_history_of_crashes_breaks_a_promise()
    {
        var search = new DurableSearch(LedgerFault.None, new Quiet(), Seed);

        search.Run(Runs);

        Report.Write(output, "SCHEMASDK_STATE_MACHINE", $"durable jobs: {search}");
        Assert.True(search.Found is null, search.ToString());
        Assert.True(search.Crashes > Runs, search.ToString());
    }

    [Fact]
    public void No_history_of_crashes_breaks_a_promise_of_a_file()
    {
        var search = new DurableSearch(LedgerFault.None, new Quiet(), Seed, () => new MortalFile(_folder));

        search.Run(RunsOfFiles);

        Report.Write(output, "SCHEMASDK_STATE_MACHINE", $"durable jobs in SQLite: {search}");
        Assert.True(search.Found is null, search.ToString());
        Assert.True(search.Crashes > RunsOfFiles, search.ToString());
    }

    [Theory]
    [InlineData(nameof(LedgerFault.SendingNotDurable), nameof(LedgerRule.SendingIsDurable))]
    [InlineData(nameof(LedgerFault.AcceptedToldBefore), nameof(LedgerRule.AcceptedIsDurable))]
    [InlineData(nameof(LedgerFault.SendingTakenForIntended), nameof(LedgerRule.SentOnce))]
    [InlineData(nameof(LedgerFault.UnknownSentAgain), nameof(LedgerRule.SentOnce))]
    [InlineData(nameof(LedgerFault.LastLineLost), nameof(LedgerRule.SentOnce))]
    [InlineData(nameof(LedgerFault.EndedLost), nameof(LedgerRule.EndIsDurable))]
    [InlineData(nameof(LedgerFault.IntendedTakenForUnknown), nameof(LedgerRule.IdsKept))]
    [InlineData(nameof(LedgerFault.DeliveredRefused), nameof(LedgerRule.EndIsDelivered))]
    [InlineData(nameof(LedgerFault.OtherInputAccepted), nameof(LedgerRule.OneInput))]
    public void A_seeded_bug_of_each_promise_is_found_and_reduced(string fault, string rule)
    {
        var search = new DurableSearch(Enum.Parse<LedgerFault>(fault), new Quiet(), seed: 7);

        search.Run(Most);

        Report.Write(output, "SCHEMASDK_STATE_MACHINE", $"{fault}: {search}");
        Assert.Equal(rule, search.Found?.Rule.ToString());
        Assert.InRange(search.Smallest!.Length, 1, 12);
    }
}
