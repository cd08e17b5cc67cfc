namespace SchemaSdk.Pipeline.Http;

/// <summary>A body of a submit that is written in many steps.</summary>
internal interface ISubmitBody : IDisposable
{
    /// <summary>The number of bytes; null if that is not known yet.</summary>
    long? Length { get; }

    /// <param name="destination">The stream that it is written to.</param>
    /// <param name="goOn">Throws if it is not to be sent any more. Its argument is true if the end of the body comes next.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="BrokenBodyException">It cannot be written to its end, which was not written.</exception>
    Task WriteAsync(Stream destination, Action<bool> goOn, CancellationToken cancellationToken);
}
