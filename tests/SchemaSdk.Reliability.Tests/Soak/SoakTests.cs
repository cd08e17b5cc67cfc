using SchemaSdk.Reliability.Tests.Soak.Rounds;
using SchemaSdk.Reliability.Tests.StateMachine;
using Xunit.Abstractions;

namespace SchemaSdk.Reliability.Tests.Soak;

/// <summary>
/// Runs many jobs (thousands in a full run) at the same time, round after round with one client, while a tenth of all answers are wrong.
/// </summary>
// No other test runs at the same time, because this test measures the whole process.
// Only full runs include this test, because it takes half a minute.
[Collection(nameof(Alone))]
[Trait("Size", "Full")]
public sealed class SoakTests(ITestOutputHelper output)
{
    // Less than 100 bytes for each of 12,500 jobs. A job that was not released would keep 8 KiB.
    private const long MostBytes = 1 << 20;

    /// <summary>The default of <see cref="ModelClientOptions.MaxRequestsInFlight"/>.</summary>
    private const int MostInFlight = 64;

    // The client keeps a connection for each request in flight and each concurrent cancellation.
    private const int MostSockets = MostInFlight + Round.SubmitsAtOnce + 32;

    [Fact]
    public async Task Every_result_matches_the_result_at_the_service_and_every_charge_is_reported()
    {
        var rounds = await SoakRun.Figures;
        Report.Write(output, "SCHEMASDK_SOAK", string.Join('\n', rounds));

        Assert.Empty(rounds.SelectMany(static round => round.Broken));
    }

    [Fact]
    public async Task All_jobs_of_a_round_are_awaited_at_the_same_time() =>
        Assert.All(await SoakRun.Figures, static round => Assert.InRange(round.AtOnce, SoakRun.AtOnce, int.MaxValue));

    [Fact]
    public async Task Faults_occur_in_each_round() => Assert.All(await SoakRun.Figures, static round =>
    {
        Assert.InRange(round.Unknown, round.Jobs / 40, round.Jobs / 5);
        Assert.InRange(round.Billed - round.Told, 1, round.Unknown);
        Assert.InRange(round.Resubmits, 1, round.Jobs);
        Assert.InRange(round.Resumes, 1, round.Jobs);
    });

    [Fact]
    public async Task Every_exception_is_observed()
    {
        await SoakRun.Figures;

        Assert.True(SoakRun.UnobservedErrors.Count == 0, string.Join("\n", SoakRun.UnobservedErrors));
    }

    [Fact]
    public async Task A_round_leaks_neither_memory_nor_sockets()
    {
        var rounds = await SoakRun.Figures;

        // A leak adds memory in every round, while a buffer comes and goes.
        var growth = rounds.Zip(rounds.Skip(1), static (before, after) => after.Bytes - before.Bytes).Min();
        Assert.InRange(growth, long.MinValue, MostBytes);
        Assert.All(rounds, static round => Assert.InRange(round.Sockets, 0, MostSockets));
    }
}
