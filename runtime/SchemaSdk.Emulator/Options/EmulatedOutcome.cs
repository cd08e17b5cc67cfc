using System.Net;

namespace SchemaSdk.Emulation;

/// <summary>The outcome of a submit: the job succeeds, fails or never ends, or the submit is refused and no job is created.</summary>
public sealed class EmulatedOutcome
{
    private EmulatedOutcome()
    {
    }

    /// <summary>The job is accepted, waits, runs and succeeds.</summary>
    public static EmulatedOutcome Succeed { get; } = new();

    /// <summary>The job is accepted, waits, and runs forever.</summary>
    public static EmulatedOutcome NeverEnd { get; } = new() { NeverEnds = true };

    /// <summary>The error in the result of a job that fails; null for any other outcome.</summary>
    public string? Error { get; private init; }

    internal bool NeverEnds { get; private init; }

    internal Refusal? Refusal { get; private init; }

    /// <summary>
    /// The job is accepted, and therefore charged. It waits, runs and then fails. With RunComfy, only <c>/result</c> reports
    /// the failure.
    /// </summary>
    /// <param name="error">The value of <c>error</c> in the result.</param>
    /// <exception cref="ArgumentNullException"><paramref name="error"/> is null.</exception>
    public static EmulatedOutcome Fail(string error) =>
        new() { Error = error ?? throw new ArgumentNullException(nameof(error)) };

    /// <summary>The submit is answered with an error; no job is created, and nothing is charged.</summary>
    /// <param name="statusCode">The HTTP status, from 400 to 599.</param>
    /// <param name="errorCode">The error code, such as 400002 for an empty balance. Not every service sends a code.</param>
    /// <param name="message">The error message.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="statusCode"/> is not from 400 to 599.</exception>
    public static EmulatedOutcome Refuse(HttpStatusCode statusCode, int errorCode, string message) =>
        new() { Refusal = Asked(statusCode, errorCode, message) };

    /// <summary>The submit is answered with an error and a <c>Retry-After</c> header; no job is created, and nothing is charged.</summary>
    /// <param name="statusCode">The HTTP status, from 400 to 599; usually 429 or 503.</param>
    /// <param name="errorCode">
    /// The error code. Not every service sends a code. With status 503, RunComfy clients treat an answer with a code from 503000 to 503999
    /// as coming from the service itself, not from a proxy.
    /// </param>
    /// <param name="message">The error message.</param>
    /// <param name="retryAfter">When to retry, rounded up to whole seconds.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="statusCode"/> is not from 400 to 599, or <paramref name="retryAfter"/> is negative.
    /// </exception>
    public static EmulatedOutcome Refuse(HttpStatusCode statusCode, int errorCode, string message, TimeSpan retryAfter)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(retryAfter, TimeSpan.Zero);
        return new() { Refusal = Asked(statusCode, errorCode, message) with { RetryAfter = retryAfter } };
    }

    private static Refusal Asked(HttpStatusCode statusCode, int errorCode, string message) =>
        new(RefusalReason.Outcome, Checked(statusCode), message) { ErrorCode = errorCode };

    private static int Checked(HttpStatusCode statusCode) =>
        (int)statusCode is >= 400 and <= 599
            ? (int)statusCode
            : throw new ArgumentOutOfRangeException(nameof(statusCode), statusCode, "A refusal must have an HTTP status from 400 to 599.");
}
