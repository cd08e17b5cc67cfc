using System.Diagnostics;
using SchemaSdk.Reliability.Tests.Kills.Killing;
using SchemaSdk.Reliability.Tests.Kills.Service;

namespace SchemaSdk.Reliability.Tests.Kills;

/// <summary>Tests two processes that run jobs on one SQLite file while that file is moved away.</summary>
public sealed class MovedUnderLoadTests : IDisposable
{
    private static readonly int Jobs = FullRun.IsOn ? 200 : 100;
    private static readonly int Early = Jobs / 5;

    private readonly string _folder = Directory.CreateTempSubdirectory("moved").FullName;
    private Dictionary<string, LedgerState> _recorded = [];

    private string Place => Path.Combine(_folder, "data");

    private string Ledger => Path.Combine(Place, "jobs.db");

    private string Kept => Path.Combine(_folder, "kept", "jobs.db");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    public static TheoryData<string> Ways => [.. FullRun.SampleOf(["removed", "moved", "replaced", "folder removed"], n: 4)];

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task No_job_is_sent_without_an_entry_once_the_file_was_moved_removed_or_replaced(string way)
    {
        Directory.CreateDirectory(Place);
        Directory.CreateDirectory(Path.GetDirectoryName(Kept)!);
        await using var service = await ScriptedService.StartAsync();
        string[] keys = [.. Enumerable.Range(0, Jobs).Select(at => $"{JobKind.Slow}-{at}")];
        var moved = 0;

        // The file is moved at the first of these two submits. Each process sends one of the two early.
        foreach (var key in (string[])[keys[Early], keys[^Early]])
        {
            service.Once(key, "arrived", () => Interlocked.Exchange(ref moved, 1) == 0 ? DoAsync(way) : Task.CompletedTask);
        }

        using var one = Start(service, keys, TimeSpan.FromMilliseconds(20), isHeld: true);
        using var two = Start(service, [.. keys.Reverse()], TimeSpan.FromMilliseconds(20), isHeld: true);
        await Task.WhenAll(one.OpenedAsync(), two.OpenedAsync());
        one.Go();
        two.Go();
        string[] lines = [.. await one.EndAsync(), .. await two.EndAsync()];
        var billed = keys.Where(key => service.Of(key).Ids.Count > 0).ToList();

        Assert.All(
            billed, key => Assert.True(_recorded.TryGetValue(key, out var state) && state > LedgerState.Intended, $"{key} is {state}"));
        Assert.InRange(billed.Count, Early / 2, Jobs - 1);
        Assert.Contains(lines, line => line.Contains("was moved, removed or replaced", StringComparison.Ordinal));
        await PutBackAsync(service, keys);
    }

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
        await next.EndAsync();
        Assert.All(keys, key => Assert.InRange(service.Of(key).Ids.Count, 0, 1));
    }

    // Makes hard links first, so that the test can restore the files later.
    private async Task DoAsync(string way)
    {
        using var link = Process.Start("cp", ["-l", Ledger, Ledger + "-wal", Path.GetDirectoryName(Kept)!]);
        await link.WaitForExitAsync();
        Assert.Equal(0, link.ExitCode);
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

        // Later entries do not count, because a process does not submit a job whose entry went to the old files.
        _recorded = await new LeftFile(Kept).ReadAsync();
    }

    private Victim Start(ScriptedService service, string[] keys, TimeSpan pace, bool isHeld = false) => Victim.Start(
        new KillOrder(Ledger, service.Address, Left.All, Stop: null, keys) { Pace = pace, LeaseTime = TimeSpan.FromSeconds(2) }, isHeld);
}
