namespace SchemaSdk;

/// <summary>A file could not be downloaded.</summary>
public sealed class ModelDownloadException : ModelException
{
    /// <inheritdoc />
    public ModelDownloadException() { }

    /// <inheritdoc />
    public ModelDownloadException(string? message) : base(message) { }

    /// <inheritdoc />
    public ModelDownloadException(string? message, Exception? innerException) : base(message, innerException) { }

    /// <summary>True if the server says that the file is not at this address: HTTP 403, 404 or 410. The address may have expired.</summary>
    public bool IsGone { get; init; }

    /// <summary>True if the cause is local. Either this machine could not write the file, or the client was disposed.</summary>
    internal bool IsLocal { get; init; }
}
