using SchemaSdk.Client.Errors;

namespace SchemaSdk.Files.Downloads;

/// <summary>A download was interrupted and may be continued.</summary>
internal sealed class DownloadBreakException(string why, Exception? inner = null) : Exception(why, inner)
{
    /// <summary>The delay that the server asks for.</summary>
    internal TimeSpan? RetryAfter { get; init; }

    /// <summary>The headers of the answer that interrupted the download; null if no answer did.</summary>
    internal IReadOnlyDictionary<string, string>? ResponseHeaders { get; init; }

    // Any exception except a cancellation can interrupt a download: .NET also throws SocketException and, during decompression,
    // InvalidDataException, and handlers of the application may throw anything. A handler of SchemaSdk says whether continuing would help.
    internal static bool IsCauseOfOne(Exception exception, IdleLimit idle) =>
        (exception is not OperationCanceledException || !idle.IsStopped) && exception is not ModelException { IsVeto: true };

    /// <summary>The cause to show to the application, to which this internal type would mean nothing.</summary>
    internal static Exception? Shown(Exception? cause) => cause is DownloadBreakException ? cause.InnerException : cause;

    internal static DownloadBreakException Of(Exception exception, IdleLimit idle) => new(
        exception is OperationCanceledException
            ? $"no data arrived for {ErrorText.Seconds(idle.Limit)}"
            : ErrorText.Cut(exception.Message).TrimEnd('.'),
        exception);
}
