using SchemaSdk.Ledgers;
using SchemaSdk.Ledgers.Storage;

namespace SchemaSdk;

/// <content>The lines of the jobs of this process, which have fewer copies and waits.</content>
public sealed partial class FileJobLedger
{
    internal override bool MayPut => true;

    /// <inheritdoc />
    public override bool IsDisposed => _writer.IsClosed;

    // It keeps no budget, so nobody reads prices for it.
    internal override ILedgerKeys Keys(TimeProvider time, string service) => new LedgerKeys(this, time, service, prices: null);

    internal override bool MayBegin(string key) => !_jobs.Has(key);

    internal override Task? TryBegin(LedgerEntry intent, ReadOnlySpan<byte> input)
    {
        LedgerEntries.Check(intent, isFirst: true);
        return _jobs.Begin(intent, input, mayWait: true, _writer) is (var writing, true) ? writing : null;
    }

    internal override Task? TryPut(LedgerEntry line, ReadOnlySpan<byte> result, bool mayWait)
    {
        LedgerEntries.Check(line, isFirst: false);
        return _jobs.Record(line, default, result, mayWait, _writer) is (var writing, true) ? writing : null;
    }

    internal override ValueTask PutAsync(LedgerEntry line, ReadOnlyMemory<byte> result, bool mayWait)
    {
        LedgerEntries.Check(line, isFirst: false);
        return RecordAsync(line.WithoutContent(), default, result, mayWait, CancellationToken.None);
    }
}
