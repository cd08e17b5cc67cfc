namespace SchemaSdk.Emulation;

/// <summary>The error with which a request is answered.</summary>
public sealed record Refusal
{
    /// <summary>Creates a refusal.</summary>
    /// <param name="reason">Why the request is refused.</param>
    /// <param name="statusCode">
    /// The usual HTTP status of this error. A protocol may replace this status with its own, unless a test chose it.
    /// </param>
    /// <param name="message">What is wrong, as a sentence. A protocol may use its own words.</param>
    public Refusal(RefusalReason reason, int statusCode, string message) => (Reason, StatusCode, Message) = (reason, statusCode, message);

    /// <summary>Why the request is refused.</summary>
    public RefusalReason Reason { get; }

    /// <summary>
    /// The usual HTTP status of this error. If the reason is <c>Outcome</c> or <c>Busy</c>, the status that a test chose.
    /// </summary>
    public int StatusCode { get; }

    /// <summary>What is wrong, as a sentence.</summary>
    public string Message { get; }

    /// <summary>What the error is about: a model id, request id, path or job limit; empty (the default) for other errors.</summary>
    public string Subject { get; init; } = "";

    /// <summary>The error code that a test chose; 0 (the default) if it chose none.</summary>
    public int ErrorCode { get; init; }

    /// <summary>When the client should retry; null (the default) if the service does not say when.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The errors in the input. Empty (the default) unless the reason is <see cref="RefusalReason.Input"/>.</summary>
    public IReadOnlyList<ValidationError> Errors { get; init; } = [];

    internal static Refusal Token { get; } = new(RefusalReason.Token, 401, "The token is missing or wrong.");

    internal static Refusal Size { get; } = new(RefusalReason.Size, 413, "The upload would exceed the emulator's limit for uploads.");

    internal static Refusal Model(string id) =>
        new(RefusalReason.Model, 404, $"The service does not have the model '{id}'.") { Subject = id };

    internal static Refusal Job(string id) =>
        new(RefusalReason.Job, 404, $"The service does not have the request '{id}'.") { Subject = id };

    internal static Refusal Path(string target) =>
        new(RefusalReason.Path, 404, $"The service has nothing at '{target}', or does not allow this method.") { Subject = target };

    internal static Refusal Body(string why) => new(RefusalReason.Body, 400, why);

    internal static Refusal Input(IReadOnlyList<ValidationError> errors) =>
        new(RefusalReason.Input, 422, $"The input does not fit the model's schema: {errors[0].Message}") { Errors = errors };

    internal static Refusal Schema(string modelId, string why) =>
        new(RefusalReason.Schema, 500, $"The emulator cannot read a schema of {modelId}: {why}") { Subject = modelId };

    internal static Refusal Jobs(int limit, TimeSpan? retryAfter) =>
        new(RefusalReason.JobLimit, 429, $"The account has {limit} jobs waiting or running, which is the limit.")
        {
            Subject = FormattableString.Invariant($"{limit}"),
            RetryAfter = retryAfter,
        };

    internal static Refusal Busy(int statusCode, TimeSpan wait) =>
        new(RefusalReason.Busy, statusCode, "The service is busy. Try again later.") { RetryAfter = wait };
}
