using SchemaSdk.Schemas.Text;

namespace SchemaSdk.Schemas.Json;

/// <summary>A text is not JSON.</summary>
/// <param name="message">What stands there, and what should.</param>
/// <param name="place">Where.</param>
internal sealed class JsonTextException(string message, TextSpan place) : Exception(message)
{
    /// <summary>The place in the text.</summary>
    public TextSpan Place { get; } = place;
}
