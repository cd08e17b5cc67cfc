namespace SchemaSdk.Pipeline.Http;

/// <summary>A body of a submit that is written in many steps.</summary>
internal interface ISubmitBody : IDisposable
{
    /// <summary>The number of bytes; null if that is not known yet.</summary>
    long? Length { get; }

    /// <param name="destination">The stream to which it is written.</param>
    /// <param name="goOn">Throws if the body must not be sent any more. Its argument is true if the end of the body comes next.</param>
    /// <param name="cancellationToken">Cancels the write.</param>
    /// <exception cref="BrokenBodyException">The body cannot be written to its end, so the end was not written.</exception>
    Task WriteAsync(Stream destination, Action<bool> goOn, CancellationToken cancellationToken);
}
