using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace SchemaSdk.Ledgers.Storage;

/// <summary>The header of a frame: one line of a job, as a JSON object. A member that is not known is one of a later version.</summary>
internal static class LedgerLine
{
    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _output;

    [ThreadStatic]
    private static Utf8JsonWriter? _writer;

    /// <summary>Writes an entry without its input and result.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="inputLength">The number of bytes of the content that are the input.</param>
    /// <param name="isWhole">True to write also what the first line of a job says once for all of them.</param>
    /// <returns>Bytes that the next call on this thread writes over.</returns>
    internal static ReadOnlySpan<byte> Write(LedgerEntry entry, int inputLength, bool isWhole)
    {
        var output = _output ??= new ArrayBufferWriter<byte>(512);
        output.ResetWrittenCount();
        var writer = _writer ??= new Utf8JsonWriter(output);
        writer.Reset();
        writer.WriteStartObject();
        writer.WriteString("state"u8, LedgerWords.Of(entry.State));
        writer.WriteString("key"u8, entry.Key);
        writer.WriteNumber("version"u8, entry.Version);
        writer.WriteString("at"u8, entry.ChangedAt);
        if (isWhole)
        {
            writer.WriteString("model"u8, entry.ModelId);
            writer.WriteString("inputHash"u8, entry.InputHash);
            if (entry.Service is { } service)
            {
                writer.WriteString("service"u8, service);
            }
        }

        // A job may be left to a worker after its first line.
        if (entry.IsQueued)
        {
            writer.WriteBoolean("queued"u8, true);
        }

        if (inputLength > 0)
        {
            writer.WriteNumber("inputLength"u8, inputLength);
        }

        if (entry.Attempts > 0)
        {
            writer.WriteNumber("attempts"u8, entry.Attempts);
        }

        if (entry.SentAt is { } sentAt)
        {
            writer.WriteString("sentAt"u8, sentAt);
        }

        if (entry.RequestId is { } requestId)
        {
            writer.WriteString("requestId"u8, requestId);
        }

        if (entry.Outcome is { } outcome)
        {
            writer.WriteString("outcome"u8, LedgerWords.Of(outcome));
        }

        if (entry.CostUsd is { } cost)
        {
            writer.WriteString("costUsd"u8, cost.ToString(CultureInfo.InvariantCulture));
        }

        WriteRest(writer, entry);
        writer.WriteEndObject();
        writer.Flush();
        return output.WrittenSpan;
    }

    private static void WriteRest(Utf8JsonWriter writer, LedgerEntry entry)
    {
        if (entry.PriceUsd is { } price)
        {
            writer.WriteString("priceUsd"u8, price.ToString(CultureInfo.InvariantCulture));
        }

        if (entry is { SettledBy: { } by, SettledAt: { } at })
        {
            writer.WriteString("settledBy"u8, by);
            writer.WriteString("settledAt"u8, at);
        }

        if (entry is { State: LedgerState.Refused, Refusal: { } refusal })
        {
            writer.WriteString("refusal"u8, LedgerWords.Of(refusal));
            if (entry.RefusalReason is { } reason)
            {
                writer.WriteString("refusalReason"u8, reason);
            }
        }

        if (entry.Files.Count > 0)
        {
            writer.WriteStartArray("files"u8);
            foreach (var file in entry.Files)
            {
                writer.WriteStringValue(file);
            }

            writer.WriteEndArray();
        }

        if (entry.FilesError is { } error)
        {
            writer.WriteString("filesError"u8, error);
        }
    }

    /// <summary>Reads a header.</summary>
    /// <param name="header">The bytes of it.</param>
    /// <param name="known">Finds a job as its earlier lines say; null for a key that is new.</param>
    /// <param name="mayBeLater">
    /// True if the lines before it may have been left out: a whole line of any version is then a first one.
    /// </param>
    /// <returns>The line, and the number of bytes of its content that are the input; null if it is not the next line of a job.</returns>
    internal static (LedgerEntry Entry, int InputLength)? Read(
        ReadOnlyMemory<byte> header, Func<string, LedgerEntry?> known, bool mayBeLater)
    {
        try
        {
            using var document = JsonDocument.Parse(header);
            return Read(document.RootElement, known, mayBeLater);
        }
        catch (Exception exception) when (exception
            is JsonException or InvalidOperationException or FormatException or OverflowException or KeyNotFoundException)
        {
            // A member is missing, or its value is of another kind: whatever it is, it is not a line.
            return null;
        }
    }

    private static (LedgerEntry Entry, int InputLength)? Read(JsonElement line, Func<string, LedgerEntry?> known, bool mayBeLater)
    {
        if (TextOf(line, "key") is not { } key || LedgerWords.StateOf(TextOf(line, "state")) is not { } state)
        {
            return null;
        }

        var before = known(key);
        var (model, hash) = (before?.ModelId ?? TextOf(line, "model"), before?.InputHash ?? TextOf(line, "inputHash"));
        var version = line.GetProperty("version"u8).GetInt32();
        var isNext = before is null && mayBeLater ? version >= 1 : version == (before?.Version ?? 0) + 1;
        if (model is null || hash is null || !isNext)
        {
            return null;
        }

        var entry = new LedgerEntry
        {
            Key = before?.Key ?? key,
            ModelId = model,
            InputHash = hash,
            State = state,
            Version = version,
            ChangedAt = line.GetProperty("at"u8).GetDateTimeOffset(),
            Attempts = line.TryGetProperty("attempts"u8, out var attempts) ? attempts.GetInt32() : 0,
            SentAt = line.TryGetProperty("sentAt"u8, out var sentAt) ? sentAt.GetDateTimeOffset() : null,
            RequestId = TextOf(line, "requestId"),
            Outcome = LedgerWords.OutcomeOf(TextOf(line, "outcome")),
            CostUsd = DollarsOf(line, "costUsd"),
            Service = before?.Service ?? TextOf(line, "service"),
            IsQueued = before is { IsQueued: true } || line.TryGetProperty("queued"u8, out _),
            PriceUsd = DollarsOf(line, "priceUsd"),
            SettledBy = TextOf(line, "settledBy"),
            SettledAt = line.TryGetProperty("settledAt"u8, out var settledAt) ? settledAt.GetDateTimeOffset() : null,
            Files = line.TryGetProperty("files"u8, out var files) ? [.. files.EnumerateArray().Select(file => file.GetString()!)] : [],
            FilesError = TextOf(line, "filesError"),
            Refusal = LedgerWords.RefusalOf(TextOf(line, "refusal")),
            RefusalReason = TextOf(line, "refusalReason"),
        };
        return (entry, line.TryGetProperty("inputLength"u8, out var inputLength) ? inputLength.GetInt32() : 0);
    }

    private static decimal? DollarsOf(JsonElement line, string name) =>
        TextOf(line, name) is { } text ? decimal.Parse(text, CultureInfo.InvariantCulture) : null;

    private static string? TextOf(JsonElement line, string name) => line.TryGetProperty(name, out var value) ? value.GetString() : null;
}
