namespace SchemaSdk.MassTransit.Messages;

/// <summary>Creates the message about a job that was refused.</summary>
internal static class RefusedMessage
{
    internal static ModelRefused Of(LedgerEntry entry, Exception error) => Of(entry, error.Message);

    /// <summary>Creates the message about a job that was refused earlier, from its ledger entry.</summary>
    internal static ModelRefused Of(LedgerEntry known) =>
        Of(known, known.Refused?.Reason ?? "The job was refused earlier, and the ledger does not say why.");

    internal static ModelRefused Of(string key, string modelId, ModelRefusal refusal, string reason) =>
        new() { Key = key, ModelId = modelId, Refusal = refusal, Reason = reason };

    private static ModelRefused Of(LedgerEntry refused, string reason) => Of(
        refused.Key,
        refused.ModelId,
        refused.Refused?.By switch
        {
            LedgerRefusal.Input => ModelRefusal.Input,
            LedgerRefusal.Budget => ModelRefusal.Budget,
            LedgerRefusal.NotSent => ModelRefusal.NotSent,
            LedgerRefusal.Person => ModelRefusal.Person,
            _ => ModelRefusal.Service,
        },
        reason);
}
