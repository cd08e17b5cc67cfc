using System.Diagnostics;
using SchemaSdk.Reliability.Tests.Kills.Killing;
using SchemaSdk.Reliability.Tests.Kills.Service;

namespace SchemaSdk.Reliability.Tests.Kills;

/// <summary>Tests of two processes that run jobs on one SQLite file, which is then moved away.</summary>
public sealed class MovedUnderLoadTests : IDisposable
{
    private const int Jobs = 100;

    private readonly string _folder = Directory.CreateTempSubdirectory("moved").FullName;

    private string Place => Path.Combine(_folder, "data");

    private string Ledger => Path.Combine(Place, "jobs.db");

    private string Kept => Path.Combine(_folder, "kept.db");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    public static TheoryData<string> Ways => [.. FullRun.SampleOf(["removed", "moved", "replaced", "folder removed"], 3)];

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task No_job_is_sent_without_an_entry_once_the_file_was_moved_removed_or_replaced(string way)
    {
        Directory.CreateDirectory(Place);
        await using var service = await ScriptedService.StartAsync();
        string[] keys = [.. Enumerable.Range(0, Jobs).Select(at => $"{JobKind.Slow}-{at}")];
        using var one = Start(service, keys, TimeSpan.FromMilliseconds(10));
        using var two = Start(service, [.. keys.Reverse()], TimeSpan.FromMilliseconds(10));
        Task[] ends = [one.HearAsync("done"), two.HearAsync("done")];
        await Soon.Until(() => keys.Count(key => service.Of(key).Ids.Count > 0) >= 20);

        Keep("", "-wal");
        Do(way);
        await Task.WhenAll(ends);
        var billed = keys.Where(key => service.Of(key).Ids.Count > 0).ToList();
        var states = await new LeftFile(Kept).ReadAsync();

        Assert.All(billed, key => Assert.True(states.TryGetValue(key, out var state) && state > LedgerState.Intended, $"{key} is {state}"));
        Assert.InRange(billed.Count, 20, Jobs - 1);
        Assert.Contains(one.Told.Concat(two.Told), line => line.Contains("was moved, removed or replaced", StringComparison.Ordinal));
        await PutBackAsync(service, keys);
    }

    // Once the files are back, each job continues, and none is charged again.
    private async Task PutBackAsync(ScriptedService service, string[] keys)
    {
        Directory.CreateDirectory(Place);
        foreach (var end in (string[])["", "-wal", "-shm"])
        {
            File.Delete(Ledger + end);
            if (File.Exists(Kept + end))
            {
                File.Move(Kept + end, Ledger + end);
            }
        }

        using var next = Start(service, keys, TimeSpan.FromMilliseconds(1));
        await next.HearAsync("done");
        Assert.All(keys, key => Assert.InRange(service.Of(key).Ids.Count, 0, 1));
    }

    private void Keep(params string[] ends)
    {
        foreach (var end in ends)
        {
            using var link = Process.Start("ln", [Ledger + end, Kept + end]);
            link.WaitForExit();
            Assert.Equal(0, link.ExitCode);
        }
    }

    private void Do(string way)
    {
        switch (way)
        {
            case "removed":
                File.Delete(Ledger);
                break;
            case "moved":
                File.Move(Ledger, $"{Ledger}.old");
                break;
            case "replaced":
                File.WriteAllText($"{Ledger}.new", "");
                File.Move($"{Ledger}.new", Ledger, overwrite: true);
                break;
            default:
                Directory.Delete(Place, recursive: true);
                break;
        }
    }

    private Victim Start(ScriptedService service, string[] keys, TimeSpan pace) => Victim.Start(
        new KillOrder(Ledger, service.Address, Left.All, Stop: null, keys) { Pace = pace, LeaseTime = TimeSpan.FromSeconds(2) });
}
