using SchemaSdk.Reliability.Tests.Soak.Rounds;
using Xunit.Abstractions;

namespace SchemaSdk.Reliability.Tests.Soak;

/// <summary>Thousands of jobs at once, a tenth of all answers wrong in every way there is, round after round with one client.</summary>
// One after the other: what the process holds is measured.
[Collection("soak")]
public sealed class SoakTests(ITestOutputHelper output)
{
    private const string FileVariable = "SCHEMASDK_SOAK";

    /// <summary>The bytes that a round may add to the process.</summary>
    // Less than a hundred bytes for each of 12,500 jobs, and two KiB for each of 500, of which one that waits takes eight.
    private const long MostBytes = 1 << 20;

    /// <summary>The default of <see cref="ModelClientOptions.MaxRequestsInFlight"/>.</summary>
    private const int MostInFlight = 64;

    /// <summary>The number of sockets that the process may hold after a round.</summary>
    // The client keeps a connection for each request that it had in flight, and one for each download at a time, until it sees that the
    // service is gone. It makes a thousand in the smallest round.
    private const int MostSockets = MostInFlight + Round.SubmitsAtOnce + 32;

    [Fact]
    public async Task Every_job_ends_as_the_service_says_and_every_bill_is_one_that_was_told_of()
    {
        var rounds = await SoakRun.Figures;
        var text = string.Join('\n', rounds);
        output.WriteLine(text);
        if (Environment.GetEnvironmentVariable(FileVariable) is { Length: > 0 } path)
        {
            await File.WriteAllTextAsync(path, text + "\n");
        }

        Assert.Empty(rounds.SelectMany(static round => round.Broken));
    }

    [Fact]
    public async Task As_many_jobs_were_waited_for_at_once_as_there_should_be() =>
        Assert.All(await SoakRun.Figures, static round => Assert.InRange(round.AtOnce, SoakRun.AtOnce, int.MaxValue));

    [Fact]
    public async Task The_client_never_had_more_requests_in_flight_than_it_may_and_did_have_many() => Assert.All(
        await SoakRun.Figures, static round => Assert.InRange(round.InFlight, MostInFlight / 2, MostInFlight + round.Cancels));

    [Fact]
    public async Task The_faults_did_strike() => Assert.All(await SoakRun.Figures, static round =>
    {
        Assert.InRange(round.Unknown, round.Jobs / 40, round.Jobs / 5);
        Assert.InRange(round.Billed - round.Told, 1, round.Unknown);
        Assert.InRange(round.Resubmits, 1, round.Jobs);
        Assert.InRange(round.Resumes, 1, round.Jobs);
    });

    [Fact]
    public async Task No_task_fails_unseen()
    {
        await SoakRun.Figures;

        Assert.Empty(SoakRun.UnobservedErrors);
    }

    [Fact]
    public async Task Nothing_of_a_round_is_held_when_it_is_over()
    {
        var rounds = await SoakRun.Figures;

        // What jobs leave behind is more after every round. A buffer of 2 MiB is there after some of them, and gone after the next.
        var growth = rounds.Zip(rounds.Skip(1), static (before, after) => after.Bytes - before.Bytes).Min();
        Assert.InRange(growth, long.MinValue, MostBytes);
        Assert.All(rounds, static round => Assert.InRange(round.Sockets, 0, MostSockets));
    }
}
