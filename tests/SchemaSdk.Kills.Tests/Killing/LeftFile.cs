using SchemaSdk.Ledgers.Storage;

namespace SchemaSdk.Kills.Tests.Killing;

/// <summary>The file that killed processes leave.</summary>
internal sealed class LeftFile(string path) : ILeftLedger
{
    public string Place => path;

    public Task CrashAsync() => Task.CompletedTask;

    public Task<Dictionary<string, LedgerState>> ReadAsync() => Task.FromResult(File.Exists(path) ? Read() : []);

    public async Task<LedgerEntry?> FindAsync(string key) => await FileJobLedger.OpenForReading(path).FindAsync(key);

    private Dictionary<string, LedgerState> Read()
    {
        using var disk = new LedgerDisk(File.OpenRead(path));
        var scan = new LedgerScan(disk, path, durable: static _ => 0);
        scan.Run();
        var states = scan.Slots.ToDictionary(slot => slot.Key, slot => slot.Value.Entry!.State, StringComparer.Ordinal);
        foreach (var slot in scan.Doubtful)
        {
            states[slot.Entry!.Key] = LedgerState.Unknown;
        }

        return states;
    }
}
