namespace SchemaSdk.MassTransit.Messages;

/// <summary>Creates the handle of a job in a ledger.</summary>
internal static class EntryHandle
{
    internal static ModelJobHandle? Of(LedgerEntry entry) => entry.RequestId is not { } requestId ? null : new()
    {
        Service = entry.Service,
        ModelId = entry.ModelId,
        RequestId = requestId,
        Key = entry.Key,
        Customer = entry.Customer,
    };
}
