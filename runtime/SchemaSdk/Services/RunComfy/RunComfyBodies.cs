using System.Globalization;
using System.Text;
using System.Text.Json;
using SchemaSdk.CompilerServices;
using SchemaSdk.Errors;

namespace SchemaSdk.Services.RunComfy;

/// <summary>The bodies of RunComfy's answers: the names in them, and what they hold.</summary>
internal static class RunComfyBodies
{
    // What is polled a thousand times is looked up, and not made a string each time.
    private static readonly Utf8Texts Members = new([
        "request_id", "status", "queue_position", "outcome", "created_at", "finished_at", "cost", "output", "error", "failure_reason",
        "error_code", "code", "error_message", "message", "detail"]);

    private static readonly Utf8Texts StatusWords =
        new(["in_queue", "in_progress", "completed", "succeeded", "failed", "cancelled"]);

    /// <summary>Reads a body; null for one that is not a whole JSON object.</summary>
    internal static ServiceBody? Read(ReadOnlyMemory<byte> text)
    {
        var reader = new Utf8JsonReader(text.Span, ServiceBody.AnyDepth);
        try
        {
            return reader.Read() && reader.TokenType == JsonTokenType.StartObject ? ReadMembers(ref reader, text) : null;
        }
        catch (JsonException)
        {
            // Truncated, or no JSON at all.
            return null;
        }
    }

    /// <summary>The request id in the beginning of a body that broke off; null if it had not come yet.</summary>
    internal static string? FindRequestId(ReadOnlySpan<byte> start)
    {
        var reader = new Utf8JsonReader(start, isFinalBlock: false, new JsonReaderState(ServiceBody.AnyDepth));
        try
        {
            var isWhole = reader.Read() && reader.TokenType == JsonTokenType.StartObject;
            while (isWhole && reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (reader.ValueTextEquals("request_id"u8))
                {
                    return reader.Read() ? TextOf(ref reader) : null;
                }

                isWhole = reader.TrySkip();
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // Not JSON, or not UTF-8: it names none.
        }

        return null;
    }

    private static ServiceBody ReadMembers(ref Utf8JsonReader reader, ReadOnlyMemory<byte> text)
    {
        var body = new ServiceBody();
        (string? ErrorMessage, string? Message, string? Error, string? Detail, string? Code) texts = default;
        int? plainNumber = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var member = Members.Find(ref reader) is >= 0 and var at ? Members.Values[at] : null;
            reader.Read();
            switch (member)
            {
                case "request_id": ReadRequestId(ref reader, text, body); break;
                case "status": body.Status = StatusOf(ref reader); break;
                case "queue_position": body.QueuePosition = NumberOf(ref reader); break;
                case "outcome": body.Outcome = TextOf(ref reader); break;
                case "created_at": body.CreatedAt = TimeOf(ref reader); break;
                case "finished_at": body.FinishedAt = TimeOf(ref reader); break;
                case "cost": body.CostUsd = Dollars.Read(ref reader); break;
                case "output": body.Output = Present(ref reader, text); break;
                case "error": (body.Error, texts.Error) = PresentAndSaid(ref reader, text); break;
                case "failure_reason" when body.Error.IsEmpty: body.Error = Present(ref reader, text); break;
                case "error_code": (body.ErrorCode, body.ErrorNumber) = (CodeOf(ref reader), NumberOf(ref reader)); break;
                case "code": (texts.Code, plainNumber) = (CodeOf(ref reader), NumberOf(ref reader)); break;
                case "error_message": texts.ErrorMessage = PresentAndSaid(ref reader, text).Said; break;
                case "message": texts.Message = PresentAndSaid(ref reader, text).Said; break;
                case "detail": texts.Detail = PresentAndSaid(ref reader, text).Said; break;
            }

            // Past what no case has read.
            reader.Skip();
        }

        // Whatever follows the object makes it something else; the reader throws on it.
        reader.Read();
        body.Detail = texts.ErrorMessage ?? texts.Message ?? texts.Error ?? texts.Detail;
        body.PlainCode = texts.Code;
        body.ErrorNumber ??= body.Error.Span is [(byte)'"', ..] ? plainNumber : null;
        return body;
    }

    // Every poll has the id of its job, and nothing but a comparison needs it.
    private static void ReadRequestId(ref Utf8JsonReader reader, ReadOnlyMemory<byte> text, ServiceBody body)
    {
        var isPlain = reader.TokenType == JsonTokenType.String && !reader.ValueIsEscaped && Ascii.IsValid(reader.ValueSpan);
        body.RequestIdText = isPlain ? text.Slice((int)reader.TokenStartIndex + 1, reader.ValueSpan.Length) : default;
        body.RequestId = isPlain && reader.ValueSpan.Length > 0 ? null : TextOf(ref reader);
    }

    private static string? StatusOf(ref Utf8JsonReader reader) =>
        reader.TokenType != JsonTokenType.String ? null
        : StatusWords.Find(ref reader) is >= 0 and var at ? StatusWords.Values[at]
        : ErrorText.Cut(TextOf(ref reader)!);

    private static string? TextOf(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            return null;
        }

        try
        {
            return reader.GetString();
        }
        catch (InvalidOperationException)
        {
            // Cut in the middle of a character, or no UTF-8: as it is written, which says more than nothing.
            return Encoding.UTF8.GetString(reader.ValueSpan);
        }
    }

    private static int? NumberOf(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var number) ? number : null;

    // Without an offset it is UTC; the reader would take it for the time of this machine. On half a character, escaped, it would throw.
    private static DateTimeOffset? TimeOf(ref Utf8JsonReader reader) =>
        reader.TokenType != JsonTokenType.String ? null
        : !reader.ValueIsEscaped && HasOffset(reader.ValueSpan) && reader.TryGetDateTimeOffset(out var time) ? time
        : DateTimeOffset.TryParse(TextOf(ref reader), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out time) ? time
        : null;

    private static bool HasOffset(ReadOnlySpan<byte> time) =>
        time is [.., (byte)'Z'] or [.., (byte)'+' or (byte)'-', _, _, (byte)':', _, _];

    private static string? CodeOf(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.String => TextOf(ref reader) is { Length: > 0 } code and not "0" ? ErrorText.Cut(code) : null,
        JsonTokenType.Number => ErrorText.Cut(reader.ValueSpan) is var code and not "0" ? code : null,
        _ => null,
    };

    private static ReadOnlyMemory<byte> Present(ref Utf8JsonReader reader, ReadOnlyMemory<byte> text)
    {
        var start = (int)reader.TokenStartIndex;
        if (reader.TokenType == JsonTokenType.Null)
        {
            return default;
        }

        reader.Skip();
        return text[start..(int)reader.BytesConsumed];
    }

    private static (ReadOnlyMemory<byte> Present, string? Said) PresentAndSaid(ref Utf8JsonReader reader, ReadOnlyMemory<byte> text)
    {
        var said = TextOf(ref reader);
        var value = Present(ref reader, text);
        return (value, value.IsEmpty ? null : said is null ? ErrorText.Cut(value.Span) : ErrorText.Cut(said));
    }
}
