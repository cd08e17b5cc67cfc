using System.Buffers.Text;
using System.Globalization;
using System.Text.Json;
using SchemaSdk.Client.Errors;
using SchemaSdk.CompilerServices;

namespace SchemaSdk.Services.RunComfy;

/// <summary>Reads the bodies of RunComfy's answers.</summary>
internal static class RunComfyBodies
{
    /// <summary>The error code for an unknown request id.</summary>
    internal const string UnknownRequest = "404001";

    // An error code starts with the HTTP status with which it comes: 404001 comes with HTTP 404.
    private const int CodesPerStatus = 1000;

    // The names are looked up without creating strings, because polls read them thousands of times. They are in the order of a result,
    // which makes reading a result fastest.
    private static readonly Utf8Texts Members = new([
        "request_id", "status", "output", "created_at", "finished_at", "cost", "queue_position", "outcome", "error", "failure_reason",
        "error_code", "code", "error_message", "message", "detail", "model_id"]);

    private static readonly Utf8Texts StatusWords =
        new(["in_queue", "in_progress", "completed", "succeeded", "failed", "cancelled"]);

    /// <summary>Reads a body; null if it is not a complete JSON object.</summary>
    internal static ServiceBody? Read(ServiceCall call, int statusCode, ReadOnlyMemory<byte> text)
    {
        var cursor = new JsonCursor(text.Span, int.MaxValue);
        try
        {
            cursor.ReadValue();
            return cursor.TokenType == JsonTokenType.StartObject ? ReadMembers(ref cursor, call, statusCode, text) : null;
        }
        catch (JsonException)
        {
            // The body is truncated or not JSON.
            return null;
        }
    }

    private static ServiceBody ReadMembers(ref JsonCursor cursor, ServiceCall call, int statusCode, ReadOnlyMemory<byte> text)
    {
        var body = new ServiceBody();
        (string? ErrorMessage, string? Message, string? Error, string? Detail, string? Code) texts = default;
        (int? ErrorCode, int? Code) numbers = default;
        string? outcome = null;
        var isInside = false;
        for (var member = 0; cursor.NextMember(ref isInside, Members, ref member); member++)
        {
            switch ((Member)member)
            {
                case Member.RequestId: body.RequestId = TextOf(in cursor); break;
                case Member.Status: body.Status = StatusOf(in cursor); break;
                case Member.QueuePosition: body.QueuePosition = NumberOf(in cursor); break;
                case Member.Outcome: outcome = TextOf(in cursor); break;
                case Member.CreatedAt: body.CreatedAt = TimeOf(in cursor); break;
                case Member.FinishedAt: body.FinishedAt = TimeOf(in cursor); break;
                case Member.Cost: body.CostUsd = CostOf(in cursor); break;
                case Member.Output: body.Output = Present(ref cursor, text); break;
                case Member.Error: (body.Error, texts.Error) = PresentAndSaid(ref cursor, text); break;
                case Member.FailureReason when body.Error.IsEmpty: body.Error = Present(ref cursor, text); break;
                case Member.ErrorCode: (body.ErrorCode, numbers.ErrorCode) = (CodeOf(in cursor), NumberOf(in cursor)); break;
                case Member.Code: (texts.Code, numbers.Code) = (CodeOf(in cursor), NumberOf(in cursor)); break;
                case Member.ErrorMessage: texts.ErrorMessage = PresentAndSaid(ref cursor, text).Said; break;
                case Member.Message: texts.Message = PresentAndSaid(ref cursor, text).Said; break;
                case Member.Detail: texts.Detail = PresentAndSaid(ref cursor, text).Said; break;

                // The member is not documented; RunComfy's own tools read it if it is present.
                case Member.ModelId: body.ModelId = TextOf(in cursor); break;
            }
        }

        // Text after the object makes the body invalid.
        cursor.ExpectEnd();
        body.Detail = texts.ErrorMessage ?? texts.Message ?? texts.Error ?? texts.Detail;
        body.IsOwnError = IsOwn(numbers.ErrorCode ?? (body.Error.Span is [(byte)'"', ..] ? numbers.Code : null), statusCode);
        body.State = StateOf(body, isResult: call == ServiceCall.Result && statusCode is >= 200 and < 300);
        body.Outcome = OutcomeOf(outcome);

        // Some refusals have the member "code" instead of "error_code". In a 2xx answer, "code" means nothing.
        body.ErrorCode ??= statusCode is < 200 or >= 300 ? texts.Code : null;
        return body;
    }

    /// <summary>True if the service itself wrote the error: its code starts with the HTTP status, like all documented codes.</summary>
    /// <remarks>
    /// Gateways write JSON errors too: <c>{"message":"Service Unavailable"}</c>, <c>{"code":14,"message":…}</c>, or a four-digit
    /// <c>error_code</c>. Only the service's own codes have six digits that start with the HTTP status.
    /// </remarks>
    private static bool IsOwn(int? code, int statusCode) => code is { } number && number / CodesPerStatus == statusCode;

    // A status of "completed" does not say whether the job succeeded. It is not documented for results: RunComfy's ComfyUI node treats it
    // as success; this client does so only if the result has an output and no error.
    private static JobState? StateOf(ServiceBody body, bool isResult) => body.Status?.Trim().ToLowerInvariant() switch
    {
        null => null,
        "in_queue" => JobState.InQueue,
        "in_progress" => JobState.InProgress,
        "completed" when isResult && !body.Error.IsEmpty => JobState.Failed,
        "completed" when isResult && body.Output.IsEmpty => JobState.Unknown,
        "completed" or "succeeded" => JobState.Succeeded,
        "failed" => JobState.Failed,
        "cancelled" or "canceled" => JobState.Canceled,
        _ => JobState.Unknown,
    };

    // The outcome never comes from the status, which is "completed" in the documentation.
    private static CancelOutcome? OutcomeOf(string? outcome) => outcome?.Trim().ToLowerInvariant() switch
    {
        null => null,
        "cancelled" or "canceled" => CancelOutcome.Canceled,
        "not_cancellable" or "not_cancelable" => CancelOutcome.NotCancelable,
        _ => CancelOutcome.Unconfirmed,
    };

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
        return JsonParts.TextOf(ref reader);
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
        ModelId,
    }
}
