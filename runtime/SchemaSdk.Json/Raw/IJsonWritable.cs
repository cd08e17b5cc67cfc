using System.Text.Json;

namespace SchemaSdk.CompilerServices;

/// <summary>A value that writes itself as JSON.</summary>
internal interface IJsonWritable
{
    void WriteTo(Utf8JsonWriter writer);
}
