using System.Text;
using SchemaSdk.Ledgers.Storage;

namespace SchemaSdk.Tests.Ledgers;

/// <summary>Makes ledgers in memory, and entries for them.</summary>
internal static class Shelf
{
    public static readonly DateTimeOffset Now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    // Damaged ends of files go to a real folder.
    private static readonly string Torn = Directory.CreateTempSubdirectory("torn").FullName;

    public static FileJobLedger Open(ForgetfulDisk disk, JobLedgerOptions? options = null) =>
        new(
            new LedgerFile(Path.Combine(Torn, $"{Guid.NewGuid():n}-jobs.ledger"), disk, new MemoryStream()), new Bench.FakeTime(), options);

    public static FileJobLedger Open(byte[] content) => Open(new ForgetfulDisk(content));

    public static LedgerEntry Intent(string key, string input = """{"prompt":"a cat"}""") => new()
    {
        Key = key,
        ModelId = "acme/still",
        InputHash = "00",
        ChangedAt = Now,
        Input = Encoding.UTF8.GetBytes(input),
    };

    /// <summary>Puts the next line down.</summary>
    public static async Task<LedgerEntry> NextAsync(
        this FileJobLedger ledger, LedgerEntry last, LedgerState state, string? requestId = null)
    {
        var next = last with { State = state, Version = last.Version + 1, RequestId = requestId ?? last.RequestId, Input = default };
        await ledger.RecordAsync(next);
        return next;
    }

    public static async Task<List<LedgerEntry>> AllAsync(this JobLedger ledger)
    {
        var all = new List<LedgerEntry>();
        await foreach (var entry in ledger.ListAsync())
        {
            all.Add(entry);
        }

        return all;
    }

    public static string Text(this ReadOnlyMemory<byte> bytes) => Encoding.UTF8.GetString(bytes.Span);
}
