using SchemaSdk.Ledgers.Storage;

namespace SchemaSdk.StateMachine.Tests.Durable;

/// <summary>Reads the bytes of a ledger's file, as they are.</summary>
internal static class DurableFile
{
    /// <summary>The jobs of a file.</summary>
    public static LedgerEntry? Find(byte[] bytes, string key) => Scan(bytes).Slots.GetValueOrDefault(key)?.Entry;

    /// <summary>The states of the jobs of a file, in which those that may have lost a line count as unknown.</summary>
    public static IEnumerable<(string Key, LedgerState State)> StatesOf(byte[] bytes)
    {
        var scan = Scan(bytes);
        return scan.Slots.Select(slot => (slot.Key, scan.Doubtful.Contains(slot.Value) ? LedgerState.Unknown : slot.Value.Entry!.State));
    }

    /// <summary>The file without its last whole line, if something torn follows that.</summary>
    public static byte[] WithoutLast(byte[] bytes)
    {
        var end = (int)Scan(bytes).End;
        if (end == bytes.Length || end <= LedgerHead.Length)
        {
            return bytes;
        }

        var shorter = end - 1;
        return bytes[..(int)Scan(bytes[..shorter]).End];
    }

    private static LedgerScan Scan(byte[] bytes)
    {
        var scan = new LedgerScan(new MortalDisk(bytes, static _ => false), "left", durable: static _ => 0);
        scan.Run();
        return scan;
    }
}
