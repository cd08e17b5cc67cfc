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

    private static int Seed => int.TryParse(Environment.GetEnvironmentVariable("SCHEMASDK_SEED"), out var seed) ? seed : 20261121;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("memory")]
    [InlineData("SQLite")]
    public void No_history_of_crashes_breaks_a_promise(string store)
    {
        var runs = (store, FullRun.IsOn) switch
        {
            ("memory", true) => 12_000,
            ("memory", false) => 250,
            (_, true) => 3000,
            _ => 60,
        };
        var search = new DurableSearch(
            LedgerFault.None, new Quiet(), Seed, store == "memory" ? null : () => new MortalFile(_folder));

        search.Run(runs);

        Report.Write(output, "SCHEMASDK_STATE_MACHINE", $"durable jobs in {store}: {search}");
        Assert.True(search.Found is null, search.ToString());
        Assert.True(search.Crashes > runs, search.ToString());
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
