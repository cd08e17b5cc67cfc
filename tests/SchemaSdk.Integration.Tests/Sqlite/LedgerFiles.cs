namespace SchemaSdk.Integration.Tests.Sqlite;

/// <summary>The bytes of a ledger's files; empty for a missing file.</summary>
internal sealed record LedgerFiles(byte[] Main, byte[] Log, byte[] Index)
{
    public static LedgerFiles Of(string path) => new(Read(path), Read($"{path}-wal"), Read($"{path}-shm"));

    public void Write(string path)
    {
        File.WriteAllBytes(path, Main);
        WriteBeside($"{path}-wal", Log);
        WriteBeside($"{path}-shm", Index);
    }

    private static byte[] Read(string path) => File.Exists(path) ? File.ReadAllBytes(path) : [];

    private static void WriteBeside(string path, byte[] bytes)
    {
        if (bytes.Length > 0)
        {
            File.WriteAllBytes(path, bytes);
        }
    }
}
