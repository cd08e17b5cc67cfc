using System.Text.Json;

namespace SchemaSdk.Tool.Services;

/// <summary>Reads members from a catalogue's answers, which can be any JSON.</summary>
internal static class CatalogueJson
{
    /// <summary>Returns a member; null if it is missing or its value is not of the given kind.</summary>
    internal static JsonElement? Member(this JsonElement holder, string name, JsonValueKind kind) =>
        holder.ValueKind == JsonValueKind.Object && holder.TryGetProperty(name, out var value) && value.ValueKind == kind ? value : null;

    /// <summary>Returns the value of a string member; null if it is missing, empty or not a string.</summary>
    internal static string? Text(this JsonElement holder, string name) =>
        holder.Member(name, JsonValueKind.String)?.GetString() is { Length: > 0 } text ? text : null;

    /// <summary>Returns the JSON text of a member; null if it is missing or not an object.</summary>
    internal static string? Document(this JsonElement holder, string name) =>
        holder.Member(name, JsonValueKind.Object)?.GetRawText();
}
