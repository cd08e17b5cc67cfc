namespace SchemaSdk.Emulation;

/// <summary>The error with which a submit is answered.</summary>
internal sealed record Refusal(int StatusCode, int ErrorCode, string Message, TimeSpan? RetryAfter);
