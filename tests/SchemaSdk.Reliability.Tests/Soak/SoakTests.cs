using SchemaSdk.Reliability.Tests.Soak.Rounds;
using SchemaSdk.Reliability.Tests.StateMachine;
using Xunit.Abstractions;

namespace SchemaSdk.Reliability.Tests.Soak;

/// <summary>Thousands of jobs at once, a tenth of all answers wrong in every way there is, round after round with one client.</summary>
// Without other tests, because memory, sockets and unobserved errors of the process are measured.
[Collection(nameof(Alone))]
public sealed class SoakTests(ITestOutputHelper output)
{
    // Less than a hundred bytes for each of 12,500 jobs, and two KiB for each of 500, of which one that waits takes eight.
    private const long MostBytes = 1 << 20;

    /// <summary>The default of <see cref="ModelClientOptions.MaxRequestsInFlight"/>.</summary>
    private const int MostInFlight = 64;

    // The client keeps a connection for each request that it had in flight, and one for each download at a time, until it sees that the
    // service is gone. It makes a thousand in the smallest round.
    private const int MostSockets = MostInFlight + Round.SubmitsAtOnce + 32;

    [Fact]
    public async Task Every_result_is_that_of_the_service_and_every_charge_is_reported()
    {
        var rounds = await SoakRun.Figures;
        Report.Write(output, "SCHEMASDK_SOAK", string.Join('\n', rounds));

        Assert.Empty(rounds.SelectMany(static round => round.Broken));
    }

    [Fact]
    public async Task All_jobs_of_a_round_are_waited_for_at_the_same_time() =>
        Assert.All(await SoakRun.Figures, static round => Assert.InRange(round.AtOnce, SoakRun.AtOnce, int.MaxValue));

    [Fact]
    public async Task The_client_keeps_its_limit_of_requests_in_flight() => Assert.All(
        await SoakRun.Figures, static round => Assert.InRange(round.InFlight, MostInFlight / 2, MostInFlight + round.Cancels));

    [Fact]
    public async Task Each_round_meets_faults() => Assert.All(await SoakRun.Figures, static round =>
    {
        Assert.InRange(round.Unknown, round.Jobs / 40, round.Jobs / 5);
        Assert.InRange(round.Billed - round.Told, 1, round.Unknown);
        Assert.InRange(round.Resubmits, 1, round.Jobs);
        Assert.InRange(round.Resumes, 1, round.Jobs);
    });

    [Fact]
    public async Task No_exception_stays_unobserved()
    {
        await SoakRun.Figures;

        Assert.Equal("", string.Join("\n", SoakRun.UnobservedErrors));
    }

    [Fact]
    public async Task A_round_leaves_no_memory_and_no_sockets_behind()
    {
        var rounds = await SoakRun.Figures;

        // What jobs leave behind is more after every round. A buffer of 2 MiB is there after some of them, and gone after the next.
        var growth = rounds.Zip(rounds.Skip(1), static (before, after) => after.Bytes - before.Bytes).Min();
        Assert.InRange(growth, long.MinValue, MostBytes);
        Assert.All(rounds, static round => Assert.InRange(round.Sockets, 0, MostSockets));
    }
}
