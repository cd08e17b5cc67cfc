using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using SchemaSdk.Tool.CommandLine.Reporting;

namespace SchemaSdk.Tool.Jobs.Ledgers;

/// <summary>Converts an entry of a ledger to JSON and text.</summary>
internal static class EntryJson
{
    // JSON of more than 500 levels is shown as a string, and deeper JSON than this as Base64.
    private const int MostDepth = 10_000;

    /// <summary>Returns everything about a job except its input and result.</summary>
    internal static JsonObject Facts(LedgerEntry entry) => new()
    {
        ["key"] = entry.Key,
        ["state"] = Word(entry.State),
        ["model"] = entry.ModelId,
        ["requestId"] = entry.RequestId,
        ["inputHash"] = entry.InputHash,
        ["changedAt"] = entry.ChangedAt,
        ["sentAt"] = IsUnsent(entry) ? null : entry.Attempt?.SentAt,
        ["attempts"] = entry.Attempt?.Number ?? 0,
        ["version"] = entry.Version,
        ["outcome"] = entry.End?.Outcome is { } outcome ? Word(outcome) : null,
        ["costUsd"] = entry.End?.CostUsd,
        ["priceUsd"] = entry.PriceUsd,
        ["service"] = entry.Service,
        ["customer"] = entry.Customer,
        ["hasOwnToken"] = entry.Attempt?.HasOwnToken == true ? true : null,
        ["sentHash"] = entry.Attempt?.SentHash,
        ["links"] = entry.Links is { } links
            ? new JsonObject { ["status"] = links.Status, ["result"] = links.Result, ["cancel"] = links.Cancel } : null,
        ["isQueued"] = entry.IsQueued,
        ["owner"] = entry.Lease.Owner,
        ["leasedUntil"] = entry.Lease.Until,
        ["settledBy"] = entry.Settled?.By,
        ["settledAt"] = entry.Settled?.At,
        ["files"] = new JsonArray([.. (entry.End?.Files ?? []).Select(file => (JsonNode)file)]),
        ["filesError"] = entry.End?.FilesError,
        ["refusal"] = entry.Refused?.By is { } refusal ? Word(refusal) : null,
        ["refusalReason"] = entry.Refused?.Reason,
    };

    internal static JsonObject Whole(LedgerEntry entry)
    {
        var facts = Facts(entry);
        facts["input"] = Content(entry.Input);
        facts["result"] = Content(entry.Result);
        return facts;
    }

    /// <summary>Returns the name of a state as it appears in reports.</summary>
    internal static string Word(Enum state) => state.ToString().ToLowerInvariant();

    internal static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    // An entry can have the time of an attempt even if nothing was sent. In that case, reports omit the time.
    private static bool IsUnsent(LedgerEntry entry) =>
        entry.State == LedgerState.Intended || (entry.State == LedgerState.Refused && entry.Refused?.By == LedgerRefusal.NotSent);

    // The program that recorded the job may have encrypted the bytes, so they need not be JSON.
    private static JsonNode? Content(ReadOnlyMemory<byte> content)
    {
        if (content.IsEmpty)
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(content, new JsonDocumentOptions { MaxDepth = MostDepth });
            return OutputJson.NodeOf(document.RootElement);
        }
        catch (JsonException)
        {
            return new JsonObject { ["base64"] = Convert.ToBase64String(content.Span) };
        }
    }
}
