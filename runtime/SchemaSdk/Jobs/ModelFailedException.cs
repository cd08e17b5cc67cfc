using System.Text.Json;

namespace SchemaSdk;

/// <summary>The job ran and failed.</summary>
/// <param name="message">What happened, where, and what to do.</param>
/// <param name="innerException">The inner exception.</param>
public sealed class ModelFailedException(string? message, Exception? innerException) : ModelException(message, innerException)
{
    /// <inheritdoc />
    public ModelFailedException() : this(message: null) { }

    /// <inheritdoc />
    public ModelFailedException(string? message) : this(message, innerException: null) { }

    /// <summary>The service's error, as any JSON value; <see cref="JsonValueKind.Undefined"/> if there is none.</summary>
    public JsonElement Error { get; init; }
}
