using SchemaSdk.Reliability.Tests.StateMachine.Durable;
using SchemaSdk.Reliability.Tests.StateMachine.Play;
using Xunit.Abstractions;

namespace SchemaSdk.Reliability.Tests.StateMachine;

/// <summary>
/// Plays histories in which a process ends at any moment of its work with the ledger, and another process continues from the ledger.
/// </summary>
[Collection(nameof(Alone))]
public class DurableJobTests(ITestOutputHelper output)
{
    private const int Most = 4000;

    private static int Runs => FullRun.IsOn ? 12_000 : 250;

    private static int Seed => int.TryParse(Environment.GetEnvironmentVariable("SCHEMASDK_SEED"), out var seed) ? seed : 20261121;

    [Fact]
    public void No_history_of_crashes_breaks_a_promise()
    {
        var search = new DurableSearch(LedgerFault.None, new Quiet(), Seed);

        search.Run(Runs);

        Report.Write(output, "SCHEMASDK_STATE_MACHINE", $"durable jobs: {search}");
        Assert.True(search.Found is null, search.ToString());
        Assert.True(search.Crashes > Runs, search.ToString());
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
