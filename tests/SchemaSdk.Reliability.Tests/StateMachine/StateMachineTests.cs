using System.Diagnostics;
using SchemaSdk.Reliability.Tests.StateMachine.Model;
using SchemaSdk.Reliability.Tests.StateMachine.Seeded;
using Xunit.Abstractions;

namespace SchemaSdk.Reliability.Tests.StateMachine;

[Collection(nameof(Alone))]
public class StateMachineTests(ITestOutputHelper output)
{
    private static int Runs => FullRun.IsOn ? 12_000 : 1000;

    private static ulong Seed => ulong.TryParse(Environment.GetEnvironmentVariable("SCHEMASDK_SEED"), out var seed) ? seed : 20260102;

    // Some rules concern these outcomes, so each outcome must occur.
    private static readonly (string Outcome, string State)[] Ends =
    [
        ("Run ModelFailedException", "Failed"),
        ("Many ModelFailedException", "Failed"),
        ("Many ModelResult", "Succeeded"),
        ("Many ModelSubmissionUnknownException", "Unknown"),
        ("Many ModelUnavailableException", "Refused"),
        ("Run ModelTimeoutException", "Odd"),
        ("Run ModelUnavailableException", "Refused"),
        ("Run ModelSubmissionUnknownException", "Unknown"),
        ("Submit ModelWaitCanceledException", "Queued"),
        ("Wait ModelFailedException", "Failed"),
        ("Wait ModelTimeoutException", "Odd"),
        ("Wait ModelUnavailableException", "Queued"),
        ("Wait ModelWaitCanceledException", "Canceled"),
        ("Watch ModelTimeoutException", "Odd"),
    ];

    [Fact]
    public void No_interleaving_breaks_a_rule()
    {
        var checker = new Checker(new Subject(), Seed);
        var start = Stopwatch.GetTimestamp();

        checker.Run(Runs);

        Report.Write(output, "SCHEMASDK_STATE_MACHINE", $"{checker} ({Stopwatch.GetElapsedTime(start).TotalSeconds:0.0} s)");
        Assert.True(checker.Found is null, checker.ToString());
        Assert.Equal(Runs, checker.Runs);
        Assert.Empty(Untried(checker.Coverage));
        Assert.Empty(Unanswered(checker.Coverage));
        Assert.All(Ends, end => Assert.NotEqual(0, checker.Coverage.EndsOf(end.Outcome, end.State)));
    }

    private static IEnumerable<string> Untried(Coverage coverage) =>
        from state in Coverage.States
        from operation in Coverage.Operations
        where Coverage.IsPossible(operation, state) && coverage.CountOf(operation, state) == 0
        select $"{operation} while {state} was never tried";

    private static IEnumerable<string> Unanswered(Coverage coverage) =>
        from request in Enum.GetValues<RequestKind>()
        from answer in Enum.GetValues<AnswerKind>()
        where coverage.CountOf(answer, request) == 0
        select $"{answer} to a {request} was never tried";
}
