namespace SchemaSdk.MassTransit.Messages;

/// <summary>Remembers that the ledger could not record the job of a message, until the ledger records a job again.</summary>
internal sealed class LedgerTrouble
{
    private ModelLedgerException? _last;

    /// <summary>The latest failure after which a person must repair the ledger; null if the ledger has recorded a job since then.</summary>
    internal ModelLedgerException? Last => Volatile.Read(ref _last);

    internal void Begin(ModelLedgerException failure) => Volatile.Write(ref _last, failure);

    internal void End() => Volatile.Write(ref _last, null);
}
