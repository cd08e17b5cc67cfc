using System.Globalization;
using SchemaSdk.MassTransit;
using SchemaSdk.Reliability.Tests.StateMachine;
using Xunit.Abstractions;

namespace SchemaSdk.Reliability.Tests.Machines;

/// <summary>
/// Runs charged jobs in four processes with a database and a broker. Meanwhile, kills processes, cuts connections and restarts the servers.
/// </summary>
[Collection(nameof(Alone))]
public sealed class ManyMachinesTests(ITestOutputHelper output)
{
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromSeconds(10);

    private static readonly int MaxSubmits = new ModelJobsOptions().MaxSubmits;

    [FactWith(Server.PostgreSql, Server.RabbitMq)]
    [Trait("Size", "Full")]
    public async Task No_job_is_lost_or_charged_twice()
    {
        var jobs = FullRun.IsOn ? 10_000 : 200;
        await using var play = FullRun.IsOn
            ? new Play(jobs, perSecond: 60, kills: int.MaxValue, TimeSpan.FromMinutes(9))
            : new Play(jobs, perSecond: 25, kills: Play.LeastKills, TimeSpan.FromMinutes(4));
        await play.StartAsync();

        var entries = await play.RunAsync();

        var wrong = entries.SelectMany(entry => WrongWith(play, entry)).ToList();
        await TellAsync(play, entries, wrong);
        Assert.True(wrong.Count == 0, string.Join('\n', wrong.Take(50)));
        Assert.Equal(
            Enumerable.Range(0, jobs).Select(Orders.KeyOf).Order(StringComparer.Ordinal),
            entries.Select(entry => entry.Key).Order(StringComparer.Ordinal));
        Assert.Empty(play.Orders.Ends.Refused);
        Assert.InRange(play.Fleet.Kills, FullRun.IsOn ? (int)(play.Duration / (2 * Play.KillInterval)) : Play.LeastKills, int.MaxValue);
        Assert.Equal(Play.MostStrikes, play.Strikes.Count);

        // Only jobs that were being submitted when their machine was killed may be unknown.
        Assert.InRange(entries.Count(entry => entry.State == LedgerState.Unknown), 0, play.Fleet.Kills * MaxSubmits);
    }

    private static IEnumerable<string> WrongWith(Play play, LedgerEntry entry)
    {
        var (ids, machine) = (play.Service.Of(entry.Key).Ids, play.Service.Of(entry.Key).Sender);
        var ends = play.Orders.Ends.Of(entry.Key);
        if (ids.Count > 1)
        {
            yield return $"{entry.Key} was charged {ids.Count} times: {string.Join(", ", ids)}";
        }

        if (entry.State == LedgerState.Unknown)
        {
            if (!play.Orders.Ends.IsUnknown(entry.Key))
            {
                yield return $"{entry.Key} is unknown, but no handler was informed";
            }

            // The test knows which machine sent a submit only if the submit arrived at the service.
            if (ids.Count == 1 && !WasKilledBefore(play, machine!, entry))
            {
                yield return $"{entry.Key} is unknown, although {machine}, which sent it, kept running";
            }

            yield break;
        }

        if (entry.State != LedgerState.Delivered)
        {
            yield return $"{entry.Key} is {entry.State}, owned by {entry.Lease.Owner ?? "no process"} until {entry.Lease.Until:HH:mm:ss}";
        }

        if (ids.Count == 0 || ends.Count == 0 || ends.Any(end => !IsOf(end, ids[0])))
        {
            yield return $"{entry.Key} was charged {ids.Count} times, and {ends.Count} ends were published: {string.Join(", ", ends)}";
        }
    }

    private static bool IsOf(ModelEnded end, string id) => end.RequestId == id
        && end.Outcome == JobState.Succeeded
        && end.Output?.GetProperty("made_by").GetString() == id;

    // Compares the kill with times in the ledger, not with the time of the charge, because the service may read a submit late.
    private static bool WasKilledBefore(Play play, string name, LedgerEntry entry) =>
        play.Fleet.All.Single(machine => machine.Name == name).KilledAt is { } killed
        && killed > entry.Attempt?.SentAt
        && killed < entry.ChangedAt + ClockTolerance;

    private async Task TellAsync(Play play, IReadOnlyList<LedgerEntry> entries, List<string> wrong)
    {
        var unknown = entries.Where(entry => entry.State == LedgerState.Unknown).ToList();
        var bills = entries.Select(entry => play.Service.Of(entry.Key).Ids.Count).ToList();
        var billed = unknown.Count(entry => play.Service.Of(entry.Key).Ids.Count > 0);
        Report.Write(output, "SCHEMASDK_MACHINES", string.Create(
            CultureInfo.InvariantCulture,
            $"""
            {entries.Count} jobs by {Fleet.Size} machines in {play.Duration.TotalSeconds:0} s: {play.Fleet.Kills} kills.
            {bills.Sum()} bills, {bills.Count(count => count > 1)} keys twice, {unknown.Count} unknown, of which {billed} were billed.
            Ends of {play.Orders.Ends.Count} keys in {play.Orders.Ends.Messages} messages. {string.Join("; ", play.Strikes)}.
            """));
        foreach (var machine in wrong.Count > 0 ? play.Fleet.All : [])
        {
            output.WriteLine(await machine.PrintedAsync());
        }
    }
}
