using SchemaSdk.Client.Errors;

namespace SchemaSdk.Files.Downloads;

/// <summary>A download broke off, and may be continued.</summary>
/// <param name="why">As a part of a sentence.</param>
/// <param name="inner">What the network, or a handler of the application, threw.</param>
internal sealed class DownloadBreakException(string why, Exception? inner = null) : Exception(why, inner)
{
    /// <summary>The time that the server asks to wait.</summary>
    internal TimeSpan? RetryAfter { get; init; }

    /// <summary>The headers of the answer that said so, if one did.</summary>
    internal IReadOnlyDictionary<string, string>? ResponseHeaders { get; init; }

    // Everything but a stop: .NET throws bare SocketExceptions too, decompression InvalidDataExceptions, and handlers what they like.
    internal static bool IsCauseOfOne(Exception exception, IdleLimit idle) =>
        exception is not OperationCanceledException || !idle.IsStopped;

    /// <summary>The part of a cause that an application may see: this internal type would tell it nothing.</summary>
    internal static Exception? Shown(Exception? cause) => cause is DownloadBreakException ? cause.InnerException : cause;

    internal static DownloadBreakException Of(Exception exception, IdleLimit idle) => new(
        exception is OperationCanceledException
            ? $"nothing came for {ErrorText.Seconds(idle.Limit)}"
            : ErrorText.Cut(exception.Message).TrimEnd('.'),
        exception);
}
