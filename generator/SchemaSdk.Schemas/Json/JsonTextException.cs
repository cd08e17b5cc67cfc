using SchemaSdk.Schemas.Text;

namespace SchemaSdk.Schemas.Json;

/// <summary>Thrown for text that is not valid JSON or exceeds a limit.</summary>
internal sealed class JsonTextException(string message, TextSpan place) : Exception(message)
{
    public TextSpan Place { get; } = place;
}
