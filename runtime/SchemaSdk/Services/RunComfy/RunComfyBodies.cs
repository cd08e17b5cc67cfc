using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json;
using SchemaSdk.Client.Errors;
using SchemaSdk.CompilerServices;

namespace SchemaSdk.Services.RunComfy;

/// <summary>Reads the bodies of RunComfy's answers.</summary>
internal static class RunComfyBodies
{
    // Looked up without creating strings, because polls read them thousands of times. The order is that of a result, which is fastest.
    private static readonly Utf8Texts Members = new([
        "request_id", "status", "output", "created_at", "finished_at", "cost", "queue_position", "outcome", "error", "failure_reason",
        "error_code", "code", "error_message", "message", "detail"]);

    private static readonly Utf8Texts StatusWords =
        new(["in_queue", "in_progress", "completed", "succeeded", "failed", "cancelled"]);

    /// <summary>Reads a body; null if it is not a complete JSON object.</summary>
    internal static ServiceBody? Read(ReadOnlyMemory<byte> text)
    {
        var cursor = new JsonCursor(text.Span, int.MaxValue);
        try
        {
            cursor.ReadValue();
            return cursor.TokenType == JsonTokenType.StartObject ? ReadMembers(ref cursor, text) : null;
        }
        catch (JsonException)
        {
            // The body is truncated or not JSON.
            return null;
        }
    }

    /// <summary>Finds the request id in the received part of an interrupted body; null if that part does not have it.</summary>
    internal static string? FindRequestId(ReadOnlySpan<byte> start) => Find(start, "request_id"u8);

    /// <summary>Finds the id of the model in an answer; null if the answer has none.</summary>
    internal static string? FindModel(ReadOnlySpan<byte> body) => Find(body, "model_id"u8);

    private static string? Find(ReadOnlySpan<byte> start, ReadOnlySpan<byte> name)
    {
        var reader = new Utf8JsonReader(start, isFinalBlock: false, new JsonReaderState(ServiceBody.AnyDepth));
        try
        {
            var isWhole = reader.Read() && reader.TokenType == JsonTokenType.StartObject;
            while (isWhole && reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (reader.ValueTextEquals(name))
                {
                    return reader.Read() ? TextOf(ref reader) : null;
                }

                isWhole = reader.TrySkip();
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // The body is not JSON or not UTF-8, so it does not have the member.
        }

        return null;
    }

    private static ServiceBody ReadMembers(ref JsonCursor cursor, ReadOnlyMemory<byte> text)
    {
        var body = new ServiceBody();
        (string? ErrorMessage, string? Message, string? Error, string? Detail, string? Code) texts = default;
        int? plainNumber = null;
        var isInside = false;
        for (var member = 0; cursor.NextMember(ref isInside, Members, ref member); member++)
        {
            switch ((Member)member)
            {
                case Member.RequestId: body.RequestId = TextOf(in cursor); break;
                case Member.Status: body.Status = StatusOf(in cursor); break;
                case Member.QueuePosition: body.QueuePosition = NumberOf(in cursor); break;
                case Member.Outcome: body.Outcome = TextOf(in cursor); break;
                case Member.CreatedAt: body.CreatedAt = TimeOf(in cursor); break;
                case Member.FinishedAt: body.FinishedAt = TimeOf(in cursor); break;
                case Member.Cost: body.CostUsd = CostOf(in cursor); break;
                case Member.Output: body.Output = Present(ref cursor, text); break;
                case Member.Error: (body.Error, texts.Error) = PresentAndSaid(ref cursor, text); break;
                case Member.FailureReason when body.Error.IsEmpty: body.Error = Present(ref cursor, text); break;
                case Member.ErrorCode: (body.ErrorCode, body.ErrorNumber) = (CodeOf(in cursor), NumberOf(in cursor)); break;
                case Member.Code: (texts.Code, plainNumber) = (CodeOf(in cursor), NumberOf(in cursor)); break;
                case Member.ErrorMessage: texts.ErrorMessage = PresentAndSaid(ref cursor, text).Said; break;
                case Member.Message: texts.Message = PresentAndSaid(ref cursor, text).Said; break;
                case Member.Detail: texts.Detail = PresentAndSaid(ref cursor, text).Said; break;
            }
        }

        // Text after the object makes the body invalid.
        cursor.ExpectEnd();
        body.Detail = texts.ErrorMessage ?? texts.Message ?? texts.Error ?? texts.Detail;
        body.PlainCode = texts.Code;
        body.ErrorNumber ??= body.Error.Span is [(byte)'"', ..] ? plainNumber : null;
        return body;
    }

    private static string? StatusOf(in JsonCursor cursor) =>
        cursor.TokenType != JsonTokenType.String ? null
        : StatusWords.Find(in cursor) is >= 0 and var at ? StatusWords.Values[at]
        : ErrorText.Cut(TextOf(in cursor)!);

    private static string? TextOf(in JsonCursor cursor)
    {
        if (cursor.TokenType != JsonTokenType.String)
        {
            return null;
        }

        var reader = cursor.Reader();
        return TextOf(ref reader);
    }

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
            // The text ends within a character or is not UTF-8. Its raw form is better than nothing.
            return Encoding.UTF8.GetString(reader.ValueSpan);
        }
    }

    private static int? NumberOf(in JsonCursor cursor) =>
        cursor.TokenType == JsonTokenType.Number
        && Utf8Parser.TryParse(cursor.ValueSpan, out int number, out var length)
        && length == cursor.ValueSpan.Length
            ? number
            : null;

    private static decimal? CostOf(in JsonCursor cursor)
    {
        var reader = cursor.Reader();
        return Dollars.Read(ref reader);
    }

    // A time without an offset is in UTC, but Utf8JsonReader would use the local time zone.
    private static DateTimeOffset? TimeOf(in JsonCursor cursor) =>
        cursor.TokenType != JsonTokenType.String ? null
        : PlainTime.TryRead(cursor.ValueSpan, out var plain) ? plain
        : DateTimeOffset.TryParse(TextOf(in cursor), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time
        : null;

    private static string? CodeOf(in JsonCursor cursor) => cursor.TokenType switch
    {
        JsonTokenType.String => TextOf(in cursor) is { Length: > 0 } code and not "0" ? ErrorText.Cut(code) : null,
        JsonTokenType.Number => ErrorText.Cut(cursor.ValueSpan) is var code and not "0" ? code : null,
        _ => null,
    };

    private static ReadOnlyMemory<byte> Present(ref JsonCursor cursor, ReadOnlyMemory<byte> text)
    {
        var start = cursor.TokenStartIndex;
        if (cursor.TokenType == JsonTokenType.Null)
        {
            return default;
        }

        cursor.Skip();
        return text[start..cursor.TokenEndIndex];
    }

    private static (ReadOnlyMemory<byte> Present, string? Said) PresentAndSaid(ref JsonCursor cursor, ReadOnlyMemory<byte> text)
    {
        var said = TextOf(in cursor);
        var value = Present(ref cursor, text);
        return (value, value.IsEmpty ? null : said is null ? ErrorText.Cut(value.Span) : ErrorText.Cut(said));
    }

    /// <summary>The positions of the names in <see cref="Members"/>.</summary>
    private enum Member
    {
        RequestId,
        Status,
        Output,
        CreatedAt,
        FinishedAt,
        Cost,
        QueuePosition,
        Outcome,
        Error,
        FailureReason,
        ErrorCode,
        Code,
        ErrorMessage,
        Message,
        Detail,
    }
}
