using System.Text;
using System.Text.Json;

namespace SchemaSdk.MassTransit.Messages;

/// <summary>Creates the message about a job that has ended.</summary>
internal static class EndedMessage
{
    // MassTransit's serializer writes at most 64 levels of nesting, and the message itself takes up some of them.
    private const int MostLevels = 60;

    internal static ModelEnded Of(LedgerEntry entry, ModelResult<JsonElement>? result, ModelException? error, int maxOutputBytes) => new()
    {
        Key = entry.Key,
        ModelId = entry.ModelId,
        RequestId = entry.RequestId,
        Job = EntryHandle.Of(entry),
        Outcome = entry.End?.Outcome ?? JobState.Unknown,
        CostUsd = entry.End?.CostUsd,
        Output = result is { Output: var output } && Fits(output, maxOutputBytes) ? output : null,
        Error = result is null ? error?.Message ?? UnkeptError(entry) : null,
        Files = entry.End?.Files ?? [],
        FilesError = entry.End?.FilesError,
    };

    private static string? UnkeptError(LedgerEntry entry) => entry.End?.Outcome is JobState.Failed or JobState.Canceled
        ? $"The job '{entry.Key}' of {entry.ModelId} {(entry.End.Outcome == JobState.Failed ? "failed" : "was cancelled at the service")}. "
            + "The service's answer may say why, but is not in the ledger. IModelJobs.ResultAsync reads the answer from the service again."
        : null;

    private static bool Fits(JsonElement output, int maxBytes)
    {
        if (output.ValueKind == JsonValueKind.Undefined || Encoding.UTF8.GetByteCount(output.GetRawText()) > maxBytes)
        {
            return false;
        }

        try
        {
            using var writer = new Utf8JsonWriter(Stream.Null, new JsonWriterOptions { MaxDepth = MostLevels });
            output.WriteTo(writer);
            return true;
        }
        catch (InvalidOperationException)
        {
            // The output cannot be published: it is nested too deeply, or contains an unpaired surrogate.
            return false;
        }
    }
}
