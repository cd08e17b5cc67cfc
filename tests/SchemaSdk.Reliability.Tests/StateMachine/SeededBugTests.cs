using SchemaSdk.Reliability.Tests.StateMachine.Seeded;
using Xunit.Abstractions;

namespace SchemaSdk.Reliability.Tests.StateMachine;

[Collection(nameof(Alone))]
public class SeededBugTests(ITestOutputHelper output)
{
    private const int Runs = 1000;

    public static TheoryData<string> Bugs => [.. Subjects.Faulty.Keys];

    [Theory]
    [MemberData(nameof(Bugs))]
    public void A_seeded_bug_is_found_and_reduced(string bug)
    {
        var (subject, breaks) = Subjects.Faulty[bug];
        var checker = new Checker(subject, seed: 20260103);

        checker.Run(Runs);

        Report.Write(output, "SCHEMASDK_STATE_MACHINE", $"{bug}: {checker}");
        Assert.Equal(breaks, checker.Found?.Rule);
        Assert.InRange(checker.Counterexample!.Steps.Length, 1, 10);
    }
}
