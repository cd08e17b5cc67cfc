namespace SchemaSdk.Pipeline.Http;

/// <summary>The body of a submit, which is written in many steps.</summary>
internal interface ISubmitBody : IDisposable
{
    /// <summary>The number of bytes; null if that is not known yet.</summary>
    long? Length { get; }

    /// <exception cref="BrokenBodyException">The body cannot be written completely, so its end was not written.</exception>
    // goOn: called before each step, with true before the last one; throws if the body must not be sent any further.
    Task WriteAsync(Stream destination, Action<bool> goOn, CancellationToken cancellationToken);
}
