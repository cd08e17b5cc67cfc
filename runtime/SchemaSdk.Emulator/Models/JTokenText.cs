using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace SchemaSdk.Emulation.Models;

/// <summary>Reads JSON text for NJsonSchema, and keeps every value as it is written.</summary>
internal static class JTokenText
{
    public static JToken Read(string text)
    {
        // Do not parse dates: the validator would no longer see a string.
        using var reader = new JsonTextReader(new StringReader(text)) { DateParseHandling = DateParseHandling.None, MaxDepth = 128 };
        return JToken.ReadFrom(reader, new JsonLoadSettings { LineInfoHandling = LineInfoHandling.Load });
    }
}
