namespace SchemaSdk.MassTransit.Messages;

/// <summary>Creates the message about a job of unknown outcome.</summary>
internal static class UnknownMessage
{
    internal static ModelUnknown Of(LedgerEntry entry) => new()
    {
        Key = entry.Key,
        ModelId = entry.ModelId,
        SentAt = entry.Attempt?.SentAt,
        InputHash = entry.InputHash,
        RequestId = entry.RequestId,
        Job = EntryHandle.Of(entry),
    };
}
