using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace SchemaSdk.Emulation.Models;

/// <summary>Parses JSON for NJsonSchema, and keeps every value as it was sent.</summary>
internal static class JTokenText
{
    public static JToken Read(string text)
    {
        using var reader = new JsonTextReader(new StringReader(text)) { DateParseHandling = DateParseHandling.None, MaxDepth = 128 };
        return JToken.ReadFrom(reader, new JsonLoadSettings { LineInfoHandling = LineInfoHandling.Load });
    }
}
