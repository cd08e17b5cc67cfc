using SchemaSdk.Schemas.Text;

namespace SchemaSdk.Schemas.Json;

/// <summary>Thrown for a text that is not valid JSON.</summary>
/// <param name="message">What was found, and what was expected.</param>
/// <param name="place">The position in the text.</param>
internal sealed class JsonTextException(string message, TextSpan place) : Exception(message)
{
    public TextSpan Place { get; } = place;
}
