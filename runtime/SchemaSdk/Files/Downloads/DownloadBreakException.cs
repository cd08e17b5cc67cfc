using SchemaSdk.Client.Errors;

namespace SchemaSdk.Files.Downloads;

/// <summary>A download was interrupted and may be continued.</summary>
/// <param name="why">The reason, as a part of a sentence.</param>
/// <param name="inner">The exception of the network, or of a handler of the application.</param>
internal sealed class DownloadBreakException(string why, Exception? inner = null) : Exception(why, inner)
{
    /// <summary>The delay that the server asks for.</summary>
    internal TimeSpan? RetryAfter { get; init; }

    /// <summary>The headers of the answer that was the reason, if there is one.</summary>
    internal IReadOnlyDictionary<string, string>? ResponseHeaders { get; init; }

    // Everything except a cancellation: .NET also throws SocketException and, on decompression, InvalidDataException, and handlers
    // anything.
    internal static bool IsCauseOfOne(Exception exception, IdleLimit idle) =>
        exception is not OperationCanceledException || !idle.IsStopped;

    /// <summary>The cause that the application gets: this internal type would tell it nothing.</summary>
    internal static Exception? Shown(Exception? cause) => cause is DownloadBreakException ? cause.InnerException : cause;

    internal static DownloadBreakException Of(Exception exception, IdleLimit idle) => new(
        exception is OperationCanceledException
            ? $"nothing came for {ErrorText.Seconds(idle.Limit)}"
            : ErrorText.Cut(exception.Message).TrimEnd('.'),
        exception);
}
