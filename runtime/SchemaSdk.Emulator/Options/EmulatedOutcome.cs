using System.Net;

namespace SchemaSdk.Emulation;

/// <summary>The outcome of a submit: the job succeeds, fails or never ends, or the submit is refused and there is no job.</summary>
public sealed class EmulatedOutcome
{
    private EmulatedOutcome()
    {
    }

    /// <summary>The job is accepted, waits, runs and succeeds.</summary>
    public static EmulatedOutcome Succeed { get; } = new();

    /// <summary>The job is accepted, waits, and runs forever.</summary>
    public static EmulatedOutcome NeverEnd { get; } = new() { NeverEnds = true };

    /// <summary>The error in the result of a job that fails; otherwise null.</summary>
    public string? Error { get; private init; }

    internal bool NeverEnds { get; private init; }

    internal Refusal? Refusal { get; private init; }

    /// <summary>
    /// The job is accepted, and therefore charged; it waits, runs and fails. As at the service, only <c>/result</c> says so.
    /// </summary>
    /// <param name="error">Becomes the <c>error</c> of the result.</param>
    /// <exception cref="ArgumentNullException"><paramref name="error"/> is null.</exception>
    public static EmulatedOutcome Fail(string error) =>
        new() { Error = error ?? throw new ArgumentNullException(nameof(error)) };

    /// <summary>The submit is answered with an error: there is no job and no charge.</summary>
    /// <param name="statusCode">The HTTP status, from 400 to 599.</param>
    /// <param name="errorCode">Becomes <c>error_code</c>, such as 400002 for an empty balance.</param>
    /// <param name="message">Becomes <c>error_message</c>.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="statusCode"/> is not an error.</exception>
    public static EmulatedOutcome Refuse(HttpStatusCode statusCode, int errorCode, string message) =>
        new() { Refusal = new Refusal(Checked(statusCode), errorCode, message, RetryAfter: null) };

    /// <summary>The submit is answered with an error and a <c>Retry-After</c> header: there is no job and no charge.</summary>
    /// <param name="statusCode">The HTTP status, from 400 to 599; usually 429 or 503.</param>
    /// <param name="errorCode">
    /// Becomes <c>error_code</c>. With 503, a client treats codes from 503000 to 503999 as an answer of the service itself.
    /// </param>
    /// <param name="message">Becomes <c>error_message</c>.</param>
    /// <param name="retryAfter">Becomes the <c>Retry-After</c> header, in whole seconds, rounded up.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="statusCode"/> is not an error, or <paramref name="retryAfter"/> is negative.
    /// </exception>
    public static EmulatedOutcome Refuse(HttpStatusCode statusCode, int errorCode, string message, TimeSpan retryAfter)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(retryAfter, TimeSpan.Zero);
        return new() { Refusal = new Refusal(Checked(statusCode), errorCode, message, retryAfter) };
    }

    private static int Checked(HttpStatusCode statusCode) =>
        (int)statusCode is >= 400 and <= 599
            ? (int)statusCode
            : throw new ArgumentOutOfRangeException(nameof(statusCode), statusCode, "A refusal has an HTTP status from 400 to 599.");
}
