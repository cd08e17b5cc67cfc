using SchemaSdk.Ledgers.Storage;

namespace SchemaSdk.Kills.Tests.Killing;

/// <summary>Reads the file that a killed process left, as it is.</summary>
internal static class LeftLedger
{
    /// <summary>The states of the jobs by their keys; those that may have lost a line count as unknown.</summary>
    public static Dictionary<string, LedgerState> Read(string path)
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
