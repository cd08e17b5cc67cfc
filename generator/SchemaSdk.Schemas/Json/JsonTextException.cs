using SchemaSdk.Schemas.Text;

namespace SchemaSdk.Schemas.Json;

/// <summary>The exception for a text that is not JSON.</summary>
/// <param name="message">What is there, and what should be.</param>
/// <param name="place">Where.</param>
internal sealed class JsonTextException(string message, TextSpan place) : Exception(message)
{
    /// <summary>The place in the text.</summary>
    public TextSpan Place { get; } = place;
}
