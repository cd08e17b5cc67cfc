namespace SchemaSdk.Tool.Services;

/// <summary>Writes the id of a model as the path of an address.</summary>
internal static class WebPath
{
    internal static string Of(string id) => string.Join('/', id.Split('/').Select(Uri.EscapeDataString));
}
