using System.Globalization;
using SchemaSdk.MassTransit;
using SchemaSdk.Reliability.Tests.StateMachine;
using Xunit.Abstractions;

namespace SchemaSdk.Reliability.Tests.Machines;

/// <summary>
/// Runs charged jobs in four processes with a database and a broker, while any of these is killed, disconnected or restarted.
/// </summary>
[Collection(nameof(Alone))]
public sealed class ManyMachinesTests(ITestOutputHelper output)
{
    // The clocks of the database and of the machines may differ by this much.
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromSeconds(10);

    // The machines use the default limit.
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
        Tell(play, entries, wrong);
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
        var (bills, ends) = (play.Service.Of(entry.Key), play.Orders.Ends.Of(entry.Key));
        if (bills.Count > 1)
        {
            yield return $"{entry.Key} was charged {bills.Count} times: {string.Join(", ", bills)}";
        }

        if (entry.State == LedgerState.Unknown)
        {
            if (!play.Orders.Ends.IsUnknown(entry.Key))
            {
                yield return $"{entry.Key} is unknown, but no handler was informed";
            }

            // The test knows which machine sent a submit only if the submit arrived at the service.
            if (bills.Count == 1 && !WasKilledBefore(play, bills[0], entry))
            {
                yield return $"{entry.Key} is unknown, although {bills[0].Machine}, which sent it, kept running";
            }

            yield break;
        }

        if (entry.State != LedgerState.Delivered)
        {
            yield return $"{entry.Key} is {entry.State}, owned by {entry.Lease.Owner ?? "no process"} until {entry.Lease.Until:HH:mm:ss}";
        }

        if (bills.Count == 0 || ends.Count == 0 || ends.Any(end => !IsOf(end, bills[0])))
        {
            yield return $"{entry.Key} was charged {bills.Count} times, and {ends.Count} ends were published: {string.Join(", ", ends)}";
        }
    }

    private static bool IsOf(ModelEnded end, Bill bill) => end.RequestId == bill.Id
        && end.Outcome == JobState.Succeeded
        && end.Output?.GetProperty("made_for").GetString() == bill.Key;

    // The service may read a submit late, so the times in the ledger are used instead of the time of the charge.
    private static bool WasKilledBefore(Play play, Bill bill, LedgerEntry entry) =>
        play.Fleet.All.Single(machine => machine.Name == bill.Machine).KilledAt is { } killed
        && killed > entry.Attempt?.SentAt
        && killed < entry.ChangedAt + ClockTolerance;

    private void Tell(Play play, IReadOnlyList<LedgerEntry> entries, List<string> wrong)
    {
        var bills = play.Service.Bills;
        var unknown = entries.Where(entry => entry.State == LedgerState.Unknown).ToList();
        var shares = bills.GroupBy(bill => Fleet.PlaceOf(bill.Machine)).OrderBy(group => group.Key).Select(group => group.Count());
        var billed = unknown.Count(entry => play.Service.Of(entry.Key).Count > 0);
        var twice = bills.GroupBy(bill => bill.Key).Count(group => group.Count() > 1);
        var text = string.Create(
            CultureInfo.InvariantCulture,
            $"""
            {entries.Count} jobs by {Fleet.Size} machines in {play.Duration.TotalSeconds:0} s: {play.Fleet.Kills} kills.
            {bills.Count} bills, {twice} keys billed twice, {unknown.Count} unknown, of which {billed} were billed.
            Ends of {play.Orders.Ends.Count} keys in {play.Orders.Ends.Messages} messages. {play.Fleet.Redelivered} messages were
            delivered again. Bills of each machine: {string.Join(", ", shares)}. {string.Join("; ", play.Strikes)}.
            """);
        Report.Write(output, "SCHEMASDK_MACHINES", text);
        if (wrong.Count > 0)
        {
            output.WriteLine(string.Join('\n', play.Fleet.All.Select(machine => machine.Words)));
        }
    }
}
