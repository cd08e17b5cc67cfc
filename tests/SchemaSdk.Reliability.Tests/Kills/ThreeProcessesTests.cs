using System.Diagnostics;
using SchemaSdk.Reliability.Tests.Kills.Killing;
using SchemaSdk.Reliability.Tests.Kills.Service;
using Xunit.Abstractions;

namespace SchemaSdk.Reliability.Tests.Kills;

/// <summary>
/// Runs the same keys in three processes with one SQLite file. Kills the processes one after another. Some are first paused until their
/// lease has expired.
/// </summary>
public sealed class ThreeProcessesTests(ITestOutputHelper output) : IDisposable
{
    private const int Processes = 3;

    private static readonly (int Keys, int Kills, TimeSpan Every) Size = FullRun.IsOn
        ? (2_000, 20, TimeSpan.FromSeconds(5))
        : (50, 3, TimeSpan.FromSeconds(1));

    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(60);
    private static readonly TimeSpan LastPace = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan LeaseTime = TimeSpan.FromSeconds(4);

    private readonly string _folder = Directory.CreateTempSubdirectory("three").FullName;
    private readonly HashSet<string> _sending = new(StringComparer.Ordinal);

    private string Ledger => Path.Combine(_folder, "jobs.db");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    // Only full runs include this test, because it spends most of its time waiting.
    [Fact]
    [Trait("Size", "Full")]
    public async Task Processes_that_are_stopped_or_killed_repeatedly_lose_no_job_and_submit_none_twice()
    {
        var start = Stopwatch.GetTimestamp();
        await using var service = await ScriptedService.StartAsync();
        var keys = Enumerable.Range(0, Size.Keys).Select(at => $"{JobKind.Slow}-{at}").ToArray();
        var running = Enumerable.Range(0, Processes).Select(seed => Run(service, keys, seed, Pace)).ToArray();
        for (var kill = 0; kill < Size.Kills + Processes; kill++)
        {
            // The first kill comes during a submit. The processes that start after the last kills run until all jobs have ended.
            var isLast = kill >= Size.Kills;
            await (kill == 0 ? service.Lingering : Task.Delay(isLast ? TimeSpan.Zero : Size.Every));
            var victim = running[kill % Processes];
            if (!isLast && kill > 0 && kill % 2 == 0 && !OperatingSystem.IsWindows())
            {
                // During the pause, other processes take over the victim's jobs. Afterwards, the victim must leave these jobs alone.
                await victim.PauseAsync(LeaseTime + TimeSpan.FromSeconds(2));
                await Task.Delay(TimeSpan.FromSeconds(1));
            }

            victim.Kill();
            await RecordSendingAsync();
            running[kill % Processes] = Run(service, keys, Processes + kill, isLast ? LastPace : Pace);
        }

        var told = new List<Dictionary<string, string>>();
        foreach (var victim in running)
        {
            told.Add(Victim.EndsOf(await victim.EndAsync()));
        }

        Assert.NotEmpty(_sending);
        var unknown = await HoldAsync(service, keys, told);
        var bills = keys.Sum(key => service.Of(key).Ids.Count);
        Report.Write(
            output,
            "SCHEMASDK_KILLS",
            $"Three processes on one file: {Size.Keys} keys, {Size.Kills + Processes} kills, {bills} bills, none twice, {unknown} unknown, "
            + $"{Stopwatch.GetElapsedTime(start).TotalSeconds:0.0} s\n");
    }

    private Victim Run(ScriptedService service, string[] keys, int seed, TimeSpan pace)
    {
        var mixed = keys.ToArray();
        new Random(seed).Shuffle(mixed);
        return Victim.Start(new KillOrder(Ledger, service.Address, Left.All, Stop: null, mixed) { Pace = pace, LeaseTime = LeaseTime });
    }

    // Only jobs that are being submitted during a kill may be unknown later.
    private async Task RecordSendingAsync()
    {
        await using var ledger = new LeftFile(Ledger).Open();
        await foreach (var entry in ledger.ListAsync())
        {
            if (entry.State is LedgerState.Sending or LedgerState.Unknown)
            {
                _sending.Add(entry.Key);
            }
        }
    }

    private async Task<int> HoldAsync(ScriptedService service, string[] keys, List<Dictionary<string, string>> told)
    {
        var unknown = 0;
        await using var ledger = new LeftFile(Ledger).Open();
        foreach (var key in keys)
        {
            var entry = await ledger.FindAsync(key);
            unknown += entry?.State == LedgerState.Unknown ? 1 : 0;
            told.ForEach(ends => Promises.Hold(
                new Tracked(key) { MayBeUnknown = _sending.Contains(key) }, service.Of(key).Ids, entry, ends[key]));
        }

        return unknown;
    }
}
