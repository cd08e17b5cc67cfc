using System.Text.Json;

namespace SchemaSdk.MassTransit.Messages;

/// <summary>Makes the message about a job that was refused.</summary>
internal static class RefusedMessage
{
    internal static ModelRefused Of(LedgerEntry entry, Exception error) => Of(entry.Key, entry.ModelId, RefusalOf(error), error.Message);

    internal static ModelRefused Of(string key, string modelId, ModelRefusal refusal, string reason) =>
        new() { Key = key, ModelId = modelId, Refusal = refusal, Reason = reason };

    private static ModelRefusal RefusalOf(Exception error) => error switch
    {
        ModelInputException or ArgumentException or JsonException => ModelRefusal.Input,
        ModelBudgetException => ModelRefusal.Budget,
        _ => ModelRefusal.Service,
    };
}
